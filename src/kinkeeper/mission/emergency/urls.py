"""Addresses of evacuations."""

from django.urls import path

from kinkeeper.mission.emergency.views import away, counting, lists, movements

ONE = "evacuations/<uuid:pk>"
LIST = f"{ONE}/list/<slug:leg>"
POINT = "checkpoints/<uuid:pk>"

urlpatterns = [
    path("evacuations/", movements.listed, name="evacuations"),
    path("evacuations/new/", movements.new, name="evacuation_new"),
    path(f"{ONE}/", movements.page, name="evacuation"),
    path(f"{ONE}/step/<slug:verb>/", movements.step, name="evacuation_step"),
    path(f"{ONE}/decline/<slug:verb>/", movements.decline, name="evacuation_decline"),
    path(f"{ONE}/host/", movements.host, name="evacuation_host"),
    path(f"{ONE}/list/", lists.current, name="evacuation_list"),
    path(f"{LIST}/", lists.manifest, name="manifest"),
    path(f"{LIST}/fill/", lists.fill, name="manifest_fill"),
    path(f"{LIST}/add/", lists.add, name="manifest_add"),
    path(f"{LIST}/convoy/", lists.convoy, name="manifest_convoy"),
    path(f"{LIST}/seats/", lists.seats, name="manifest_seats"),
    path(f"{LIST}/stop/", lists.stop, name="manifest_stop"),
    path(f"{LIST}/list.pdf", lists.pdf, name="manifest_pdf"),
    path(f"{LIST}/list.xlsx", lists.xlsx, name="manifest_xlsx"),
    path("manifest-lines/<uuid:pk>/", lists.one_line, name="manifest_line"),
    path("manifest-lines/<uuid:pk>/off/", lists.off, name="manifest_line_off"),
    path(f"{ONE}/counts/", counting.current, name="evacuation_counts"),
    path(f"{POINT}/", counting.page, name="checkpoint"),
    path(f"{POINT}/paper/", counting.paper, name="checkpoint_paper"),
    path(f"{POINT}/add/", counting.add, name="checkpoint_add"),
    path(f"{POINT}/names/<uuid:line_pk>/", counting.say, name="checkpoint_say"),
    path(f"{ONE}/settling/", away.settling, name="evacuation_settling"),
    path(f"{ONE}/settling/household/", away.household, name="evacuation_household"),
    path(f"{ONE}/settling/<uuid:line_pk>/", away.child, name="evacuation_child"),
    path(f"{ONE}/review/", away.review, name="evacuation_review"),
    path(f"{ONE}/opinions/", away.opinions, name="evacuation_opinions"),
    path(f"{ONE}/opinions/<uuid:person_pk>/", away.opinion, name="evacuation_opinion"),
    path(f"{ONE}/assessment/", away.assessment, name="evacuation_assessment"),
    path(f"{ONE}/site/", away.site, name="evacuation_site"),
]
