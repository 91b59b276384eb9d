"""The daily check-in and when it is due."""

# pyright: reportIncompatibleVariableOverride=false

from tortoise import fields
from tortoise.contrib.postgres.fields import ArrayField

from models.fields import GeneratedField, LocalTimeField, words_field
from models.rows import TenantRow


class Checkin(TenantRow):
    """One person's day; scores are 1 to 10. `followed_plan` is true only for `plan_adherence` yes."""

    date = fields.DateField()
    risk_management_score = fields.SmallIntField(null=True)
    strategy_execution_score = fields.SmallIntField(null=True)
    emotional_discipline_score = fields.SmallIntField(null=True)
    plan_adherence = fields.TextField(null=True)  # yes | partly | no
    followed_plan = fields.BooleanField(default=False)
    focus_kept = fields.BooleanField(null=True)
    daily_notes = fields.TextField(null=True)
    improvement_areas = words_field()
    achievements = words_field()
    is_late = fields.BooleanField(default=False)
    overall_score = GeneratedField(
        5,
        2,
        "round((risk_management_score + strategy_execution_score + emotional_discipline_score)::numeric / 3, 2)",
    )

    class Meta:
        table = "consistency_tracker"


class CheckinSchedule(TenantRow):
    """`weekdays` are ISO (1 Monday to 7 Sunday); `next_due_at` NULL: nothing is due."""

    kind = fields.TextField(default="checkin")
    local_time = LocalTimeField()
    timezone = fields.TextField()
    weekdays = ArrayField("smallint", default=lambda: [1, 2, 3, 4, 5])
    next_due_at = fields.DatetimeField(null=True)
    last_fired_for = fields.DateField(null=True)
    is_active = fields.BooleanField(default=False)

    class Meta:
        table = "checkin_schedules"
