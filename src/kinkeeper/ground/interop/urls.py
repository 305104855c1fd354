"""Addresses of what comes in and what goes out."""

from django.urls import path

from kinkeeper.ground.interop.exports.urls import urlpatterns as exports
from kinkeeper.ground.interop.views import bringing, looking, preparing

urlpatterns = [
    path("import/", bringing.imports, name="imports"),
    path("import/<uuid:pk>/", bringing.one_import, name="import"),
    path("import/<uuid:pk>/columns/", preparing.import_columns, name="import_columns"),
    path("import/<uuid:pk>/places/", preparing.import_places, name="import_places"),
    path("import/<uuid:pk>/lines/", looking.import_lines, name="import_lines"),
    path("import/<uuid:pk>/apply/", looking.import_apply, name="import_apply"),
    path("import/<uuid:pk>/cancel/", bringing.import_cancel, name="import_cancel"),
    *exports,
]
