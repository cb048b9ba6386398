"""What the endpoints read, where allauth's own reading would tell who has an account."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.headless.account.inputs import ResetPasswordInput
from django import forms
from django.core.exceptions import ValidationError


class PasswordResetInput(ResetPasswordInput):
    """A new password with the code, judged alike whether or not there is such an account."""

    def clean(self) -> dict[str, Any]:
        """Return what was sent once the password may be one at all."""
        # the parent judges a password only where there is an account, which would tell of it
        data: dict[str, Any] = forms.Form.clean(self) or self.cleaned_data
        password = data.get("password")
        if password is not None:
            try:
                get_adapter().clean_password(password)
            except ValidationError as error:
                self.add_error("password", error)
        return data
