"""Addresses of growing up and leaving."""

from django.urls import path

from kinkeeper.mission.leaving.views import aftercare, handing, lists, money, plans, steps

urlpatterns = [
    path("youth/", lists.youth, name="youth_list"),
    path("aftercare/", lists.aftercare, name="aftercare"),
    path("aftercare/rhythm/", aftercare.settings, name="rhythm"),
    path("people/<uuid:pk>/prepare/", steps.prepare, name="youth_prepare"),
    path("youth/<uuid:pk>/step/<slug:verb>/", steps.step, name="youth_step"),
    path("youth/<uuid:pk>/decline/<slug:verb>/", steps.decline, name="youth_decline"),
    path("youth/<uuid:pk>/plan/", plans.plan, name="youth_plan"),
    path("youth/<uuid:pk>/plan/new/", plans.plan_new, name="youth_plan_new"),
    path("youth/<uuid:pk>/plan/goal/", plans.goal_new, name="youth_goal_new"),
    path("youth/<uuid:pk>/plan/agree/", plans.agree, name="youth_plan_agree"),
    path("youth/goals/<uuid:pk>/", plans.goal_state, name="youth_goal"),
    path("youth/<uuid:pk>/papers/", handing.papers, name="youth_papers"),
    path("youth/<uuid:pk>/handover/", handing.handover, name="youth_handover"),
    path("youth/<uuid:pk>/handover/done/", handing.handover_done, name="youth_handover_done"),
    path("youth/<uuid:pk>/allowance/", money.allowance_page, name="youth_allowance"),
    path("youth/<uuid:pk>/allowance/new/", money.allowance_new, name="youth_allowance_new"),
    path("youth/allowances/<uuid:pk>/pay/", money.pay, name="youth_pay"),
    path("youth/<uuid:pk>/savings/", money.savings_open_for_way, name="youth_savings_open"),
    path("people/<uuid:pk>/savings/", money.savings_page, name="savings"),
    path("people/<uuid:pk>/savings/open/", money.savings_open, name="savings_open"),
    path("savings/<uuid:pk>/in/", money.savings_in, name="savings_in"),
    path("savings/<uuid:pk>/out/", money.savings_out, name="savings_out"),
    path("youth/<uuid:pk>/contact/", aftercare.contact, name="youth_contact"),
    path("youth/<uuid:pk>/support/", aftercare.support, name="youth_support"),
]
