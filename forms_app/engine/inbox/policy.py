"""Who may do what with cases. Nobody adds or deletes one through the admin."""

from django.contrib.auth import get_permission_codename, get_user_model
from wagtail.permission_policies import BasePermissionPolicy


class InboxPolicy(BasePermissionPolicy):
    """Django's view and change permissions, within the scope of `visible_to`."""

    actions = ("view", "change")

    def user_has_permission(self, user, action):
        if action not in self.actions:
            return False
        options = self.model._meta
        codename = get_permission_codename(action, options)
        return user.is_active and user.has_perm(f"{options.app_label}.{codename}")

    def user_has_permission_for_instance(self, user, action, instance):
        visible = self.model.objects.visible_to(user).filter(pk=instance.pk)
        return self.user_has_permission(user, action) and visible.exists()

    def users_with_any_permission(self, actions):
        permitted = [
            user.pk
            for user in get_user_model().objects.filter(is_active=True)
            if self.user_has_any_permission(user, actions)
        ]
        return get_user_model().objects.filter(pk__in=permitted)
