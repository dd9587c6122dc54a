"""What people of a provider typed into its answers and did not save yet: the provider's alone, whatever was sent."""

from django.db import models
from django.urls import reverse

from policy.models.evidence import Submission
from publishing.models.autosave import Unsaved, UnsavedQuerySet


class SubmissionAutosaveQuerySet(UnsavedQuerySet):
    def visible_to(self, user):
        """For those who answer for the provider, and for nobody at the association."""
        return self.filter(submission__in=Submission.objects.own(user))


class SubmissionAutosave(Unsaved):
    """What someone has typed into a provider's answers and not saved yet, with the marks of what they began from."""

    submission = models.ForeignKey(Submission, models.CASCADE, related_name="autosaves")

    objects = SubmissionAutosaveQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["submission", "user"], name="submission_autosave_once")]

    def get_absolute_url(self) -> str:
        return reverse("policy:submission_autosave_detail", args=[self.pk])
