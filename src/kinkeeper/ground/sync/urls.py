"""Addresses of the phones."""

from django.urls import path

from kinkeeper.ground.sync import sound_views, views

urlpatterns = [
    path("phones/", views.all_phones, name="phones"),
    path("phones/add/", views.phone_add, name="phone_add"),
    path("phones/file/", views.phone_file, name="phone_file"),
    path("phones/sounds/", sound_views.all_sounds, name="sounds"),
    path("phones/sounds/<str:language>/<str:code>/", sound_views.one_sound, name="sound"),
    path(
        "phones/sounds/<str:language>/<str:code>/file/", sound_views.sound_file, name="sound_file"
    ),
    path(
        "phones/sounds/<str:language>/<str:code>/drop/", sound_views.sound_drop, name="sound_drop"
    ),
    path("phones/<uuid:pk>/", views.one_phone, name="phone"),
    path("phones/<uuid:pk>/code/", views.phone_code, name="phone_code"),
    path("phones/<uuid:pk>/move/", views.phone_move, name="phone_move"),
    path("phones/<uuid:pk>/end/", views.phone_end, name="phone_end"),
]
