#!/bin/sh
# Makes the French sounds of the demonstration with espeak-ng and opusenc (Debian: espeak-ng,
# opus-tools). Neither is needed to run Kinkeeper: what they made is committed, and an office records
# people. A sound that is there stays: take it away to make it anew. Usage: src/kinkeeper/site/field/speak.sh
set -eu
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
OUT="$HERE/../demonstration/sounds/fr"
mkdir -p "$OUT"
while IFS='	' read -r code words; do
  [ ! -e "$OUT/$code.ogg" ] || continue
  espeak-ng -v fr -s 125 -p 45 --stdout "$words" | opusenc --quiet --bitrate 14 --framesize 60 --comp 10 - "$OUT/$code.ogg"
done <<'END'
dimensions.care	Les soins
dimensions.food	L'alimentation
dimensions.shelter	Le logement
dimensions.health	La santé
dimensions.education	L'éducation
dimensions.livelihood	Les revenus
dimensions.protection	La protection
dimensions.wellbeing	Le bien-être
scores.1	Très mal
scores.2	Mal
scores.3	Bien
scores.4	Très bien
answers.given	J'accepte
answers.refused	Je refuse
purposes.services	Être accompagné
purposes.sharing	Parler de moi à d'autres services
purposes.photo_story	Montrer ma photo et mon histoire
oedema.0	Pas d'œdèmes
oedema.1	Les deux pieds sont enflés
oedema.2	Les pieds et les jambes sont enflés
oedema.3	Le visage est enflé aussi
positions.h	Debout
positions.l	Couché
services.food	Vivres
services.health_medical	Soins de santé
services.psychosocial	Soutien psychosocial
services.school_kit	Kit scolaire
services.school_fees	Frais scolaires
services.birth_registration	Acte de naissance
services.iga_support	Activité génératrice de revenus
services.housing_repair	Réparation du logement
services.family_mediation	Médiation familiale
services.other	Un autre appui
causes.death	Décès de la personne en charge
causes.abandonment	Abandon
causes.sickness_of_family_member	Maladie dans la famille
causes.migration	Migration
causes.population_movement	Déplacement
causes.poverty	Pauvreté
causes.family_abuse_violence_exploitation	Violence dans la famille
causes.entrusted_into_the_care_of_an_individual	Confié à quelqu'un
causes.other	Une autre cause
relations.head	Chef de famille
relations.spouse	Époux ou épouse
relations.co_wife	Coépouse
relations.child	Fils ou fille
relations.grandchild	Petit-fils ou petite-fille
relations.nephew_niece	Neveu ou nièce
relations.entrusted	Enfant confié
relations.sibling	Frère ou sœur
relations.parent	Père ou mère
relations.grandparent	Grand-parent
relations.aunt_uncle	Tante ou oncle
relations.cousin	Cousin ou cousine
relations.other	Un autre lien
relations.unknown	Pas connu
sexes.F	Féminin: fille ou femme
sexes.M	Masculin: garçon ou homme
scores.none	Pas vu
positions.none	Pas noté
oedema.none	Pas regardé
status.severe	Malnutrition aiguë sévère: l'enfant est en danger
status.moderate	Malnutrition aiguë modérée
status.normal	Pas de malnutrition
status.unknown	Ne peut être dit
counted.present	Présent
counted.stayed	Reste par choix
counted.missing	Manque
counted.redirected	Parti ailleurs
counted.hospital	À l'hôpital
counted.died	Décédé
roles.child	Enfant ou jeune
roles.mother	Mère S.O.S.
roles.aunt	Tante S.O.S.
roles.counsellor	Conseiller
roles.educator	Éducateur
roles.staff	Personnel
roles.other	Une autre personne
dangers.yes	Oui, maintenant
dangers.no	Non
dangers.unknown	Je ne sais pas
violations.physical_abuse	Frappé ou blessé
violations.sexual_violence	Violence sexuelle
violations.neglect	Laissé sans soins
violations.child_marriage	Mariage d'enfant
violations.fgm	Excision
violations.child_labour	Travail d'enfant
violations.trafficking	Emmené ou vendu
violations.separation	Séparé de sa famille
gatherings.session	Réunion ou séance
gatherings.awareness	Sensibilisation
gatherings.activity	Activité de protection de l'enfant
gatherings.training	Formation
themes.birth_registration	Acte de naissance
themes.fgm	Excision
themes.child_marriage	Mariage d'enfants
themes.child_labour	Travail d'enfant
themes.schooling	Scolarisation
themes.violence	Violences
themes.hygiene	Hygiène
themes.nutrition	Nutrition
themes.report_channel	À qui le dire
themes.rights	Droits de l'enfant
themes.management	Vie du groupe
themes.other	Un autre thème
sources.card	Lu sur le carnet
sources.session	Donné à une séance
sources.said	Dit par la famille
marks.present	Présent
marks.absent	Absent
marks.excused	Excusé
marks.late	En retard
END
