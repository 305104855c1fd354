"""Addresses of what comes in and what goes out."""

from kinkeeper.ground.interop.exports.urls import urlpatterns as exports

urlpatterns = [*exports]
