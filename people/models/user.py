from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.functional import cached_property

from cleaning.constraint import shows
from cleaning.search_key import holding, stored_search_key
from history import track
from people.access import Permission, can


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Membership staff see who is or was of a provider, administrators who is or was of the association."""
        of_provider = Q(roles__provider__isnull=False) if can(user, Permission.MEMBERSHIP_MANAGE) else Q()
        of_staff = Q(roles__provider=None, roles__isnull=False) if can(user, Permission.ROLE_MANAGE) else Q()
        if of_provider:  # an account that was merged into another may have left it every role
            of_provider |= Q(merges__undone_at=None, merges__isnull=False)
        return self.filter(of_provider | of_staff).distinct() if of_provider or of_staff else self.none()

    def holding(self, words: str):
        """Those whose name or e-mail address holds each word, however it is spelt."""
        return holding(self, words, "search_key")


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        """A user who can sign in once the address is verified; without a password only by resetting one."""
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


@track(exclude=["password", "last_login", "search_key"])
class User(AbstractBaseUser):
    """A person who signs in by e-mail address. What they may do comes from their roles alone."""

    email = models.EmailField("email address", max_length=254, unique=True)  # lower case
    name = models.CharField(max_length=150, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    search_key = stored_search_key("name", "email")

    objects = UserManager()
    chosen: int | None = None  # the id of the one provider that a session looks at; for no rule to read

    USERNAME_FIELD = EMAIL_FIELD = "email"

    class Meta:
        # Who of a provider was here last is read off thousands of accounts at once.
        indexes = [models.Index(fields=["id"], include=["last_login"], name="user_last_login")]
        constraints = [
            shows("name", name="user_name", may_be_empty=True),
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="user_email_in_lower_case"),
        ]

    def __str__(self):
        return self.name or self.email

    @property
    def merged_into(self) -> "User | None":
        """The account that this one was merged into, if it was."""
        merge = None if self.is_active else self.merges.in_force().select_related("survivor").first()
        return merge and merge.survivor

    @property
    def latest(self) -> "User":
        """The account that the person uses now: this one, or what it was merged into."""
        later = self.merged_into
        return later.latest if later else self

    @cached_property
    def accounts(self) -> list["User"]:
        """This account, and those that were merged into it: what these did is the person's too."""
        merged = [merge.gone for merge in self.merged_here.in_force().select_related("gone").order_by("pk")]
        return [self, *(account for each in merged for account in each.accounts)]

    @cached_property
    def all_roles(self):
        """Today's roles, with their providers: one query a request. Rules ask `current_roles`."""
        return list(self.roles.current().select_related("provider"))

    @property
    def providers(self):
        """The providers that they have a role for today, by name."""
        return list(dict.fromkeys(role.provider for role in self.all_roles if role.provider))

    @property
    def chosen_provider(self):
        """The one that they look at alone: see `people.chosen`. None where their role for it has ended."""
        return next((provider for provider in self.providers if provider.pk == self.chosen), None)

    def look_at(self, chosen: int | None) -> None:
        """Look at one provider alone, by its id, or at all: what was read by the former choice is read anew."""
        self.chosen = chosen
        self.__dict__.pop("current_roles", None)

    @cached_property
    def current_roles(self):
        """Today's roles that count: all, or those of the provider that they look at alone and those of none."""
        only = self.chosen_provider
        return [role for role in self.all_roles if only is None or role.provider in (None, only)]
