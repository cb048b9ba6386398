"""What a person tells when signing up, besides address and password."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django import forms
from django.core.exceptions import ValidationError

from marketplace.core.errors import InvalidInputError
from marketplace.core.languages import Language
from marketplace.core.texts import text_cleaned

if TYPE_CHECKING:
    from django.http import HttpRequest

    from marketplace.accounts.models import User

LONGEST_NAME: Final = 80


class SignUpForm(forms.Form):
    """Name and language of a new person."""

    name = forms.CharField(max_length=4 * LONGEST_NAME)
    language = forms.ChoiceField(choices=Language.choices)

    def clean_name(self) -> str:
        """Return the name, made safe to store."""
        try:
            name = text_cleaned(
                self.cleaned_data["name"], field="name", max_length=LONGEST_NAME, multiline=False
            )
        except InvalidInputError as error:
            raise ValidationError(error.message, code=error.code) from error
        if not name:
            raise ValidationError("Write your name.", code="required")
        return name

    def signup(self, request: HttpRequest, user: User) -> None:
        """Do nothing more: the adapter has stored both with the person."""
