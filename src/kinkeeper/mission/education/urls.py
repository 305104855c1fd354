"""Addresses of school and daycare."""

from django.urls import path

from kinkeeper.mission.education.views import classes, daycare, facilities, pupils

ONE = "classes/<uuid:pk>"
PUPIL = "school-enrolments/<uuid:pk>"

urlpatterns = [
    path("schools/", facilities.listed, name="schools"),
    path("schools/new/", facilities.new, name="facility_new"),
    path("schools/<uuid:pk>/", facilities.page, name="facility"),
    path("schools/<uuid:pk>/state/", facilities.state, name="facility_state"),
    path("schools/<uuid:pk>/class/", facilities.class_new, name="class_new"),
    path("school-years/", facilities.school_years, name="school_years"),
    path(f"{ONE}/", classes.page, name="school_class"),
    path(f"{ONE}/call/", classes.call, name="school_call"),
    path(f"{ONE}/results/<int:term>/", classes.results, name="school_results"),
    path(f"{ONE}/exam/", classes.exam, name="school_exam"),
    path(f"{ONE}/end/", classes.end, name="school_end"),
    path(f"{ONE}/list.pdf", classes.print_list, name="school_list"),
    path(f"{ONE}/sheet.pdf", classes.print_sheet, name="school_sheet"),
    path("people/<uuid:pk>/school/", pupils.enrol, name="school_enrol"),
    path(f"{PUPIL}/", pupils.page, name="school_enrolment"),
    path(f"{PUPIL}/step/<slug:verb>/", pupils.step, name="school_step"),
    path(f"{PUPIL}/decline/<slug:verb>/", pupils.decline, name="school_decline"),
    path(f"{PUPIL}/papers/", pupils.papers, name="school_papers"),
    path(f"{PUPIL}/absence/", pupils.look, name="absence_look"),
    path(f"{PUPIL}/collectors/", daycare.collectors, name="daycare_collectors"),
    path("daycare/<uuid:pk>/", daycare.group, name="daycare"),
    path("daycare/<uuid:pk>/in/", daycare.sign_in, name="daycare_in"),
    path("daycare/days/<uuid:pk>/out/", daycare.out, name="daycare_out"),
    path("daycare/days/<uuid:pk>/agree/", daycare.agree, name="daycare_agree"),
    path("daycare/collectors/<uuid:pk>/end/", daycare.collector_end, name="daycare_collector_end"),
]
