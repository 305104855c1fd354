#!/bin/sh
# Makes the French sounds of the demonstration with espeak-ng and opusenc (Debian: espeak-ng,
# opus-tools). Neither is needed to run Kinkeeper: what they made is committed, and an office records
# people. Usage: src/kinkeeper/site/field/speak.sh
set -eu
HERE=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
OUT="$HERE/../demonstration/sounds/fr"
mkdir -p "$OUT"
while IFS='	' read -r code words; do
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
END
