"""People, organisations, and who acts for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from allauth.account.models import EmailAddress
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models, transaction
from django.db.models import Q

from marketplace.accounts.roles import OrganisationKind, Role
from marketplace.accounts.states import Verification
from marketplace.core.languages import Language
from marketplace.core.opaque import new_opaque_id
from marketplace.taxonomy.choices import Origin

if TYPE_CHECKING:
    from datetime import datetime


class UserManager(BaseUserManager["User"]):
    """Make users who sign in by e-mail."""

    def create_user(
        self, *, email: str, name: str, password: str, language: str, now: datetime
    ) -> User:
        """Return a new user with a hashed password, whose address counts as verified.

        Args:
            email: Address to sign in with; kept in lower case.
            name: Name as colleagues read it.
            password: Plain password, hashed here and not kept.
            language: Language code of the pages.
            now: Time of joining.
        """
        user = self.model(email=email.lower(), name=name, language=language, date_joined=now)
        user.set_password(password)
        with transaction.atomic(using=self._db):
            user.save(using=self._db)
            EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        return user


class User(AbstractBaseUser):
    """A person who signs in by e-mail."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    email = models.EmailField(unique=True, max_length=254)
    name = models.CharField(max_length=80)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.KO.value)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(language__in=Language.values), name="user_language_known"
            )
        ]

    def __str__(self) -> str:
        return self.public_id


class Organisation(models.Model):
    """A firm or an institution; an imported one has no members and no number."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    kind = models.CharField(max_length=24, choices=OrganisationKind.choices)
    name_ko = models.CharField(
        max_length=120, blank=True, help_text="Its Korean name; may be empty."
    )
    name_en = models.CharField(
        max_length=160, blank=True, help_text="Its English name; may be empty."
    )
    registration_number = models.CharField(max_length=10, unique=True, null=True, blank=True)
    verification = models.CharField(
        max_length=12, choices=Verification.choices, default=Verification.UNVERIFIED
    )
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.NATIVE)
    import_key = models.CharField(max_length=200, unique=True, null=True, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind__in=OrganisationKind.values), name="organisation_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(verification__in=Verification.values),
                name="organisation_verification_known",
            ),
            models.CheckConstraint(
                condition=~(Q(name_ko="") & Q(name_en="")), name="organisation_named"
            ),
        ]

    def __str__(self) -> str:
        return self.public_id


class Membership(models.Model):
    """A person acting for an organisation, from joining until leaving."""

    public_id = models.CharField(max_length=22, unique=True, default=new_opaque_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="memberships"
    )
    signing_authority = models.BooleanField(default=False)
    joined_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1, help_text="Counts changes of the roles.")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(ended_at=None), name="membership_one_active_per_user"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id}@{self.organisation_id}"


class MembershipRole(models.Model):
    """One role of one member."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField(max_length=16, choices=Role.choices)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["membership", "role"], name="membership_role_once"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_known"),
        ]

    def __str__(self) -> str:
        return self.role
