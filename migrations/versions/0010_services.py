"""Who belongs to a service, its wording, retention, checklist and quota."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

# The guards of app/models/guards.py as they were when this migration was written.
GUARDS = {
    "sqlite": (
        "CREATE TRIGGER published_wordings_stay BEFORE UPDATE ON consent_wordings WHEN OLD.published_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'A published wording cannot be changed.'); END",  # noqa: E501
        "CREATE TRIGGER published_wordings_remain BEFORE DELETE ON consent_wordings WHEN OLD.published_at IS NOT NULL BEGIN SELECT RAISE(ABORT, 'A published wording cannot be removed.'); END",  # noqa: E501
        "CREATE TRIGGER retention_policies_stay BEFORE UPDATE ON retention_policies WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, 'A retention policy cannot be changed.'); END",  # noqa: E501
        "CREATE TRIGGER retention_policies_remain BEFORE DELETE ON retention_policies WHEN 1 = 1 BEGIN SELECT RAISE(ABORT, 'A retention policy cannot be removed.'); END",  # noqa: E501
        "CREATE TRIGGER consents_rest_on_published_words BEFORE INSERT ON consents WHEN NOT EXISTS (SELECT 1 FROM consent_wordings WHERE consent_wordings.id = NEW.wording_id AND consent_wordings.published_at IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'A consent is given to published words.'); END",  # noqa: E501
        "CREATE TRIGGER consents_keep_their_words BEFORE UPDATE ON consents WHEN NEW.wording_id <> OLD.wording_id OR NEW.wording <> OLD.wording BEGIN SELECT RAISE(ABORT, 'A consent keeps the words it was given under.'); END",  # noqa: E501
        "CREATE TRIGGER no_line_manager_on_the_panel BEFORE INSERT ON panel_members WHEN EXISTS (SELECT 1 FROM service_members JOIN enrolments ON enrolments.trainee_id = service_members.person_id WHERE enrolments.id = NEW.enrolment_id AND service_members.until IS NULL AND service_members.line_manager_id = NEW.accreditor_id) BEGIN SELECT RAISE(ABORT, 'A line manager neither reviews nor meets for somebody they manage.'); END",  # noqa: E501
        "CREATE TRIGGER no_line_manager_stays_on_the_panel BEFORE UPDATE ON panel_members WHEN EXISTS (SELECT 1 FROM service_members JOIN enrolments ON enrolments.trainee_id = service_members.person_id WHERE enrolments.id = NEW.enrolment_id AND service_members.until IS NULL AND service_members.line_manager_id = NEW.accreditor_id) BEGIN SELECT RAISE(ABORT, 'A line manager neither reviews nor meets for somebody they manage.'); END",  # noqa: E501
        "CREATE TRIGGER no_line_manager_holds_the_meeting BEFORE INSERT ON stage_meetings WHEN EXISTS (SELECT 1 FROM service_members JOIN enrolments ON enrolments.trainee_id = service_members.person_id WHERE enrolments.id = NEW.enrolment_id AND service_members.until IS NULL AND service_members.line_manager_id = NEW.held_by_id) BEGIN SELECT RAISE(ABORT, 'A line manager neither reviews nor meets for somebody they manage.'); END",  # noqa: E501
        "CREATE TRIGGER line_managers_respect_reviews BEFORE INSERT ON service_members WHEN NEW.until IS NULL AND NEW.line_manager_id IS NOT NULL AND (EXISTS (SELECT 1 FROM panel_members JOIN submissions ON submissions.id = panel_members.submission_id AND submissions.state <> 'decided' JOIN enrolments ON enrolments.id = panel_members.enrolment_id WHERE enrolments.trainee_id = NEW.person_id AND panel_members.accreditor_id = NEW.line_manager_id) OR EXISTS (SELECT 1 FROM stage_meetings JOIN enrolments ON enrolments.id = stage_meetings.enrolment_id WHERE stage_meetings.outcome IS NULL AND enrolments.trainee_id = NEW.person_id AND stage_meetings.held_by_id = NEW.line_manager_id)) BEGIN SELECT RAISE(ABORT, 'Somebody who reviews a trainee cannot become their line manager meanwhile.'); END",  # noqa: E501
        "CREATE TRIGGER line_managers_keep_respecting_reviews BEFORE UPDATE ON service_members WHEN NEW.until IS NULL AND NEW.line_manager_id IS NOT NULL AND (EXISTS (SELECT 1 FROM panel_members JOIN submissions ON submissions.id = panel_members.submission_id AND submissions.state <> 'decided' JOIN enrolments ON enrolments.id = panel_members.enrolment_id WHERE enrolments.trainee_id = NEW.person_id AND panel_members.accreditor_id = NEW.line_manager_id) OR EXISTS (SELECT 1 FROM stage_meetings JOIN enrolments ON enrolments.id = stage_meetings.enrolment_id WHERE stage_meetings.outcome IS NULL AND enrolments.trainee_id = NEW.person_id AND stage_meetings.held_by_id = NEW.line_manager_id)) BEGIN SELECT RAISE(ABORT, 'Somebody who reviews a trainee cannot become their line manager meanwhile.'); END",  # noqa: E501
    ),
    "postgresql": (
        "CREATE FUNCTION published_wordings_stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.published_at IS NOT NULL THEN RAISE EXCEPTION 'A published wording cannot be changed.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER published_wordings_stay BEFORE UPDATE ON consent_wordings FOR EACH ROW EXECUTE FUNCTION published_wordings_stay()",  # noqa: E501
        "CREATE FUNCTION published_wordings_remain() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.published_at IS NOT NULL THEN RAISE EXCEPTION 'A published wording cannot be removed.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$",  # noqa: E501
        "CREATE TRIGGER published_wordings_remain BEFORE DELETE ON consent_wordings FOR EACH ROW EXECUTE FUNCTION published_wordings_remain()",  # noqa: E501
        "CREATE FUNCTION retention_policies_stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF 1 = 1 THEN RAISE EXCEPTION 'A retention policy cannot be changed.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER retention_policies_stay BEFORE UPDATE ON retention_policies FOR EACH ROW EXECUTE FUNCTION retention_policies_stay()",  # noqa: E501
        "CREATE FUNCTION retention_policies_remain() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF 1 = 1 THEN RAISE EXCEPTION 'A retention policy cannot be removed.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN OLD; END $$",  # noqa: E501
        "CREATE TRIGGER retention_policies_remain BEFORE DELETE ON retention_policies FOR EACH ROW EXECUTE FUNCTION retention_policies_remain()",  # noqa: E501
        "CREATE FUNCTION consents_rest_on_published_words() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NOT EXISTS (SELECT 1 FROM consent_wordings WHERE consent_wordings.id = NEW.wording_id AND consent_wordings.published_at IS NOT NULL) THEN RAISE EXCEPTION 'A consent is given to published words.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER consents_rest_on_published_words BEFORE INSERT ON consents FOR EACH ROW EXECUTE FUNCTION consents_rest_on_published_words()",  # noqa: E501
        "CREATE FUNCTION consents_keep_their_words() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.wording_id <> OLD.wording_id OR NEW.wording <> OLD.wording THEN RAISE EXCEPTION 'A consent keeps the words it was given under.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER consents_keep_their_words BEFORE UPDATE ON consents FOR EACH ROW EXECUTE FUNCTION consents_keep_their_words()",  # noqa: E501
        "CREATE FUNCTION no_line_manager_on_the_panel() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM service_members JOIN enrolments ON enrolments.trainee_id = service_members.person_id WHERE enrolments.id = NEW.enrolment_id AND service_members.until IS NULL AND service_members.line_manager_id = NEW.accreditor_id) THEN RAISE EXCEPTION 'A line manager neither reviews nor meets for somebody they manage.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER no_line_manager_on_the_panel BEFORE INSERT ON panel_members FOR EACH ROW EXECUTE FUNCTION no_line_manager_on_the_panel()",  # noqa: E501
        "CREATE FUNCTION no_line_manager_stays_on_the_panel() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM service_members JOIN enrolments ON enrolments.trainee_id = service_members.person_id WHERE enrolments.id = NEW.enrolment_id AND service_members.until IS NULL AND service_members.line_manager_id = NEW.accreditor_id) THEN RAISE EXCEPTION 'A line manager neither reviews nor meets for somebody they manage.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER no_line_manager_stays_on_the_panel BEFORE UPDATE ON panel_members FOR EACH ROW EXECUTE FUNCTION no_line_manager_stays_on_the_panel()",  # noqa: E501
        "CREATE FUNCTION no_line_manager_holds_the_meeting() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS (SELECT 1 FROM service_members JOIN enrolments ON enrolments.trainee_id = service_members.person_id WHERE enrolments.id = NEW.enrolment_id AND service_members.until IS NULL AND service_members.line_manager_id = NEW.held_by_id) THEN RAISE EXCEPTION 'A line manager neither reviews nor meets for somebody they manage.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER no_line_manager_holds_the_meeting BEFORE INSERT ON stage_meetings FOR EACH ROW EXECUTE FUNCTION no_line_manager_holds_the_meeting()",  # noqa: E501
        "CREATE FUNCTION line_managers_respect_reviews() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.until IS NULL AND NEW.line_manager_id IS NOT NULL AND (EXISTS (SELECT 1 FROM panel_members JOIN submissions ON submissions.id = panel_members.submission_id AND submissions.state <> 'decided' JOIN enrolments ON enrolments.id = panel_members.enrolment_id WHERE enrolments.trainee_id = NEW.person_id AND panel_members.accreditor_id = NEW.line_manager_id) OR EXISTS (SELECT 1 FROM stage_meetings JOIN enrolments ON enrolments.id = stage_meetings.enrolment_id WHERE stage_meetings.outcome IS NULL AND enrolments.trainee_id = NEW.person_id AND stage_meetings.held_by_id = NEW.line_manager_id)) THEN RAISE EXCEPTION 'Somebody who reviews a trainee cannot become their line manager meanwhile.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER line_managers_respect_reviews BEFORE INSERT ON service_members FOR EACH ROW EXECUTE FUNCTION line_managers_respect_reviews()",  # noqa: E501
        "CREATE FUNCTION line_managers_keep_respecting_reviews() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.until IS NULL AND NEW.line_manager_id IS NOT NULL AND (EXISTS (SELECT 1 FROM panel_members JOIN submissions ON submissions.id = panel_members.submission_id AND submissions.state <> 'decided' JOIN enrolments ON enrolments.id = panel_members.enrolment_id WHERE enrolments.trainee_id = NEW.person_id AND panel_members.accreditor_id = NEW.line_manager_id) OR EXISTS (SELECT 1 FROM stage_meetings JOIN enrolments ON enrolments.id = stage_meetings.enrolment_id WHERE stage_meetings.outcome IS NULL AND enrolments.trainee_id = NEW.person_id AND stage_meetings.held_by_id = NEW.line_manager_id)) THEN RAISE EXCEPTION 'Somebody who reviews a trainee cannot become their line manager meanwhile.' USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$",  # noqa: E501
        "CREATE TRIGGER line_managers_keep_respecting_reviews BEFORE UPDATE ON service_members FOR EACH ROW EXECUTE FUNCTION line_managers_keep_respecting_reviews()",  # noqa: E501
    ),
}
REMOVALS = {
    "sqlite": (
        "DROP TRIGGER line_managers_keep_respecting_reviews",
        "DROP TRIGGER line_managers_respect_reviews",
        "DROP TRIGGER no_line_manager_holds_the_meeting",
        "DROP TRIGGER no_line_manager_stays_on_the_panel",
        "DROP TRIGGER no_line_manager_on_the_panel",
        "DROP TRIGGER consents_keep_their_words",
        "DROP TRIGGER consents_rest_on_published_words",
        "DROP TRIGGER retention_policies_remain",
        "DROP TRIGGER retention_policies_stay",
        "DROP TRIGGER published_wordings_remain",
        "DROP TRIGGER published_wordings_stay",
    ),
    "postgresql": (
        "DROP TRIGGER line_managers_keep_respecting_reviews ON service_members",
        "DROP FUNCTION line_managers_keep_respecting_reviews()",
        "DROP TRIGGER line_managers_respect_reviews ON service_members",
        "DROP FUNCTION line_managers_respect_reviews()",
        "DROP TRIGGER no_line_manager_holds_the_meeting ON stage_meetings",
        "DROP FUNCTION no_line_manager_holds_the_meeting()",
        "DROP TRIGGER no_line_manager_stays_on_the_panel ON panel_members",
        "DROP FUNCTION no_line_manager_stays_on_the_panel()",
        "DROP TRIGGER no_line_manager_on_the_panel ON panel_members",
        "DROP FUNCTION no_line_manager_on_the_panel()",
        "DROP TRIGGER consents_keep_their_words ON consents",
        "DROP FUNCTION consents_keep_their_words()",
        "DROP TRIGGER consents_rest_on_published_words ON consents",
        "DROP FUNCTION consents_rest_on_published_words()",
        "DROP TRIGGER retention_policies_remain ON retention_policies",
        "DROP FUNCTION retention_policies_remain()",
        "DROP TRIGGER retention_policies_stay ON retention_policies",
        "DROP FUNCTION retention_policies_stay()",
        "DROP TRIGGER published_wordings_remain ON consent_wordings",
        "DROP FUNCTION published_wordings_remain()",
        "DROP TRIGGER published_wordings_stay ON consent_wordings",
        "DROP FUNCTION published_wordings_stay()",
    ),
}

# Attune's own words and the default policy, as they were when this migration was written.
FIRST_WORDING = {
    "number": 1,
    "name": "attune-1",
    "language": "en",
    "introduction": "You choose. You can say yes to some things and no to others.\n"
    "If you say no, you still get the same help.\n"
    "You can stop the filming at any time.",
    "withdrawing": "You can change your mind on any day. Just tell us.\n"
    "If you take back a yes, we stop using the film for that straight away.",
    "complaints": "",
    "purposes": {
        "filming": {
            "title": "Filming, and looking at the film",
            "explanation": "We make a short film of you together. The person who films looks "
            "for the good moments in it. If you say no to this, we do not "
            "film.",
        },
        "shared_review": {
            "title": "Watching together",
            "explanation": "We look at the best bits with you and talk about them. We "
            "may film this talk too, so that we can learn from it.",
        },
        "supervision": {
            "title": "Showing it to one supervisor",
            "explanation": "The person who films is still learning. They have a teacher, "
            "called a supervisor. The supervisor watches parts of the film "
            "to help them. We tell you their name.",
        },
        "peers": {
            "title": "Showing it to others who are learning",
            "explanation": "Some other people are learning the same work. A few of them may "
            "watch some bits together. They keep what they see to themselves.",
        },
        "other_supervisors": {
            "title": "Showing it to other supervisors",
            "explanation": "Sometimes a different supervisor watches some bits. "
            "They see how the learning is going. At the end, one "
            "says if it is done. They can watch for a short time "
            "only.",
        },
        "training": {
            "title": "Teaching other people",
            "explanation": "We may show some bits at a course or a talk. It helps us teach "
            "other people. People you do not know will see you.",
        },
        "client_copy": {
            "title": "Your own copy",
            "explanation": "At the end, the person we work with may get a copy of the "
            "best bits to keep. We cannot take that copy back. So we ask "
            "everyone in it first.",
        },
        "outcomes": {
            "title": "Counting what helped",
            "explanation": "We ask how things are going and give it a number. We add up many "
            "people's numbers, to see if this work helps. Your name is not "
            "there. The film is not shown.",
        },
        "research": {
            "title": "Research",
            "explanation": "Some people study this work. They may look at the film to learn "
            "new things. First we tell you who they are and what they want to "
            "find out.",
        },
    },
}
FIRST_POLICY = {
    "number": 1,
    "months_after_end": 2,
    "reminder_days": [30, 7],
    "keep_at_most_months": None,
    "source": "A published consent form of a health service (VIG FORM 1): films are erased within "
    "two months of the end of involvement. A service may decide otherwise.",
    "reason": "The default that comes with Attune.",
}


def upgrade() -> None:
    _members()
    _checks()
    _wordings()
    _policies()
    op.add_column(
        "services",
        sa.Column(
            "quota_bytes",
            sa.BigInteger(),
            sa.CheckConstraint("quota_bytes > 0", name=op.f("ck_services_a_quota_has_room")),
            nullable=True,
        ),
    )
    _give_what_services_begin_with()
    _pin_consents()
    for statement in GUARDS[op.get_bind().dialect.name]:
        op.execute(sa.text(statement.replace(":", r"\:")))


def downgrade() -> None:
    for statement in REMOVALS[op.get_bind().dialect.name]:
        op.execute(sa.text(statement))
    with op.batch_alter_table("consents", copy_from=_consents(pinned=True)) as consents:
        consents.drop_index("ix_consents_wording_id")
        consents.drop_constraint("fk_consents_wording", type_="foreignkey")
        consents.drop_constraint(op.f("ck_consents_it_goes_on_from_before"), type_="check")
        consents.drop_column("wording_id")
        consents.drop_column("since")
    op.drop_column("services", "quota_bytes")
    op.drop_table("retention_policies")
    op.drop_table("consent_wordings")
    op.drop_table("filming_checks")
    op.drop_table("service_members")


def _members() -> None:
    op.create_table(
        "service_members",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "lead",
                "practitioner",
                name="memberkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("line_manager_id", sa.Integer(), nullable=True),
        sa.Column("line_manager_name", sa.String(length=120), nullable=True),
        sa.CheckConstraint(
            "kind = 'practitioner' OR (line_manager_id IS NULL AND line_manager_name IS NULL)",
            name=op.f("ck_service_members_practitioners_have_line_managers"),
        ),
        sa.CheckConstraint(
            "line_manager_name <> ''", name=op.f("ck_service_members_a_line_manager_has_a_name")
        ),
        sa.CheckConstraint(
            "line_manager_id <> person_id",
            name=op.f("ck_service_members_nobody_manages_themselves"),
        ),
        sa.CheckConstraint(
            "line_manager_id IS NULL OR line_manager_name IS NULL",
            name=op.f("ck_service_members_one_line_manager"),
        ),
        sa.CheckConstraint(
            "until IS NULL OR until >= since",
            name=op.f("ck_service_members_it_ends_after_it_begins"),
        ),
        sa.ForeignKeyConstraint(
            ["line_manager_id"],
            ["people.id"],
            name=op.f("fk_service_members_line_manager_id_people"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_service_members_person_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["services.id"], name=op.f("fk_service_members_service_id_services")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_service_members")),
    )
    op.create_index(
        op.f("ix_service_members_line_manager_id"),
        "service_members",
        ["line_manager_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_service_members_person_id"), "service_members", ["person_id"], unique=False
    )
    op.create_index(
        op.f("ix_service_members_service_id"), "service_members", ["service_id"], unique=False
    )
    op.create_index(
        "uq_service_members_now",
        "service_members",
        ["service_id", "person_id", "kind"],
        unique=True,
        sqlite_where=sa.text("until IS NULL"),
        postgresql_where=sa.text("until IS NULL"),
    )


def _checks() -> None:
    op.create_table(
        "filming_checks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column(
            "item",
            sa.Enum(
                "video_protocol",
                "dpia",
                "encrypted_devices",
                name="checkitem",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("settled_on", sa.Date(), nullable=False),
        sa.Column("reference", sa.String(length=200), nullable=False),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_back_by_id", sa.Integer(), nullable=True),
        sa.Column("taken_back_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("reference <> ''", name=op.f("ck_filming_checks_it_can_be_found")),
        sa.CheckConstraint(
            "(taken_back_at IS NULL) = (taken_back_by_id IS NULL)",
            name=op.f("ck_filming_checks_taken_back_by_somebody"),
        ),
        sa.ForeignKeyConstraint(
            ["confirmed_by_id"],
            ["people.id"],
            name=op.f("fk_filming_checks_confirmed_by_id_people"),
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["services.id"], name=op.f("fk_filming_checks_service_id_services")
        ),
        sa.ForeignKeyConstraint(
            ["taken_back_by_id"],
            ["people.id"],
            name=op.f("fk_filming_checks_taken_back_by_id_people"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filming_checks")),
    )
    op.create_index(
        op.f("ix_filming_checks_confirmed_by_id"),
        "filming_checks",
        ["confirmed_by_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_filming_checks_service_id"), "filming_checks", ["service_id"], unique=False
    )
    op.create_index(
        op.f("ix_filming_checks_taken_back_by_id"),
        "filming_checks",
        ["taken_back_by_id"],
        unique=False,
    )
    op.create_index(
        "uq_filming_checks_now",
        "filming_checks",
        ["service_id", "item"],
        unique=True,
        sqlite_where=sa.text("taken_back_at IS NULL"),
        postgresql_where=sa.text("taken_back_at IS NULL"),
    )


def _wordings() -> None:
    op.create_table(
        "consent_wordings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("language", sa.String(length=12), nullable=False),
        sa.Column("introduction", sa.Text(), nullable=False),
        sa.Column("purposes", sa.JSON(), nullable=False),
        sa.Column("withdrawing", sa.Text(), nullable=False),
        sa.Column("complaints", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by_id", sa.Integer(), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("number > 0", name=op.f("ck_consent_wordings_versions_count_from_one")),
        sa.CheckConstraint(
            "published_by_id IS NULL OR published_at IS NOT NULL",
            name=op.f("ck_consent_wordings_published_on_a_day"),
        ),
        sa.ForeignKeyConstraint(
            ["changed_by_id"], ["people.id"], name=op.f("fk_consent_wordings_changed_by_id_people")
        ),
        sa.ForeignKeyConstraint(
            ["published_by_id"],
            ["people.id"],
            name=op.f("fk_consent_wordings_published_by_id_people"),
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["services.id"], name=op.f("fk_consent_wordings_service_id_services")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_wordings")),
        sa.UniqueConstraint("id", "name", name="uq_consent_wordings_id_and_name"),
        sa.UniqueConstraint(
            "service_id",
            "language",
            "number",
            name=op.f("uq_consent_wordings_service_id_language_number"),
        ),
    )
    op.create_index(
        op.f("ix_consent_wordings_changed_by_id"),
        "consent_wordings",
        ["changed_by_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_consent_wordings_published_by_id"),
        "consent_wordings",
        ["published_by_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_consent_wordings_service_id"), "consent_wordings", ["service_id"], unique=False
    )
    op.create_index(
        "uq_consent_wordings_draft",
        "consent_wordings",
        ["service_id", "language"],
        unique=True,
        sqlite_where=sa.text("published_at IS NULL"),
        postgresql_where=sa.text("published_at IS NULL"),
    )


def _policies() -> None:
    op.create_table(
        "retention_policies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("months_after_end", sa.Integer(), nullable=False),
        sa.Column("reminder_days", sa.JSON(), nullable=False),
        sa.Column("keep_at_most_months", sa.Integer(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("source <> ''", name=op.f("ck_retention_policies_it_names_its_source")),
        sa.CheckConstraint(
            "keep_at_most_months > months_after_end",
            name=op.f("ck_retention_policies_keeping_is_longer"),
        ),
        sa.CheckConstraint(
            "months_after_end >= 0", name=op.f("ck_retention_policies_films_go_after_the_end")
        ),
        sa.CheckConstraint(
            "number > 0", name=op.f("ck_retention_policies_versions_count_from_one")
        ),
        sa.ForeignKeyConstraint(
            ["published_by_id"],
            ["people.id"],
            name=op.f("fk_retention_policies_published_by_id_people"),
        ),
        sa.ForeignKeyConstraint(
            ["service_id"], ["services.id"], name=op.f("fk_retention_policies_service_id_services")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retention_policies")),
        sa.UniqueConstraint(
            "service_id", "number", name=op.f("uq_retention_policies_service_id_number")
        ),
    )
    op.create_index(
        op.f("ix_retention_policies_published_by_id"),
        "retention_policies",
        ["published_by_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_retention_policies_service_id"), "retention_policies", ["service_id"], unique=False
    )


def _give_what_services_begin_with() -> None:
    """Version 1 of wording and policy for each service; who trains there now works there."""
    bind, now = op.get_bind(), datetime.now(UTC)
    wordings = sa.table(
        "consent_wordings",
        *(sa.column(name) for name in ("service_id", "number", "name", "language")),
        *(sa.column(name) for name in ("introduction", "withdrawing", "complaints")),
        sa.column("purposes", sa.JSON()),
        *(
            sa.column(name, sa.DateTime(timezone=True))
            for name in ("created_at", "changed_at", "published_at")
        ),
    )
    policies = sa.table(
        "retention_policies",
        *(sa.column(name) for name in ("service_id", "number", "months_after_end")),
        sa.column("reminder_days", sa.JSON()),
        *(sa.column(name) for name in ("keep_at_most_months", "source", "reason")),
        sa.column("published_at", sa.DateTime(timezone=True)),
    )
    moments = {"created_at": now, "changed_at": now, "published_at": now}
    for (service_id,) in bind.execute(sa.text("SELECT id FROM services ORDER BY id")).all():
        bind.execute(sa.insert(wordings).values(service_id=service_id, **FIRST_WORDING, **moments))
        policy = {**FIRST_POLICY, "published_at": now}
        bind.execute(sa.insert(policies).values(service_id=service_id, **policy))
    bind.execute(
        sa.text(
            "INSERT INTO service_members (service_id, person_id, kind, since) "
            "SELECT service_id, trainee_id, 'practitioner', enrolled_at FROM enrolments "
            "WHERE state = 'active'"
        )
    )


def _pin_consents() -> None:
    """Each consent was given to version 1 of its service, and holds since its own day."""
    op.add_column("consents", sa.Column("since", sa.Date(), nullable=True))
    op.add_column("consents", sa.Column("wording_id", sa.Integer(), nullable=True))
    op.execute(
        sa.text(
            "UPDATE consents SET since = given_on, wording = 'attune-1', wording_id = ("
            "SELECT consent_wordings.id FROM case_people "
            "JOIN clients ON clients.id = case_people.client_id "
            "JOIN enrolments ON enrolments.id = clients.enrolment_id "
            "JOIN consent_wordings ON consent_wordings.service_id = enrolments.service_id "
            "WHERE case_people.id = consents.case_person_id)"
        )
    )
    with op.batch_alter_table("consents", copy_from=_consents(pinned=False)) as consents:
        consents.alter_column("since", existing_type=sa.Date(), nullable=False)
        consents.alter_column("wording_id", existing_type=sa.Integer(), nullable=False)
        consents.create_check_constraint(
            op.f("ck_consents_it_goes_on_from_before"), "since <= given_on"
        )
        consents.create_foreign_key(
            "fk_consents_wording", "consent_wordings", ["wording_id", "wording"], ["id", "name"]
        )
        consents.create_index(op.f("ix_consents_wording_id"), ["wording_id"], unique=False)


def _choice(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def _consents(pinned: bool) -> sa.Table:
    """The table with its new columns; `pinned` once these are filled and kept true."""
    purposes = tuple(FIRST_WORDING["purposes"])  # type: ignore[arg-type]
    metadata = sa.MetaData()
    table = sa.Table(
        "consents",
        metadata,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_person_id", sa.Integer(), nullable=False),
        sa.Column("purpose", _choice("ck_consents_purpose", *purposes), nullable=False),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column(
            "given_by",
            _choice("ck_consents_givenby", "themselves", "parental_responsibility"),
            nullable=False,
        ),
        sa.Column(
            "given_how",
            _choice("ck_consents_givenhow", "paper", "tablet", "account"),
            nullable=False,
        ),
        sa.Column("wording", sa.String(length=60), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("since", sa.Date(), nullable=not pinned),
        sa.Column("wording_id", sa.Integer(), nullable=not pinned),
        sa.CheckConstraint(
            "until IS NULL OR until >= given_on", name="ck_consents_it_ends_after_it_begins"
        ),
        sa.ForeignKeyConstraint(
            ["case_person_id"], ["case_people.id"], name="fk_consents_case_person_id_case_people"
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["people.id"], name="fk_consents_recorded_by_id_people"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_consents"),
        sa.Index("ix_consents_case_person_id", "case_person_id"),
        sa.Index("ix_consents_recorded_by_id", "recorded_by_id"),
        sa.Index(
            "uq_consents_current",
            "case_person_id",
            "purpose",
            unique=True,
            sqlite_where=sa.text("replaced_at IS NULL"),
            postgresql_where=sa.text("replaced_at IS NULL"),
        ),
    )
    if pinned:
        table.append_constraint(
            sa.CheckConstraint("since <= given_on", name="ck_consents_it_goes_on_from_before")
        )
        table.append_constraint(
            sa.ForeignKeyConstraint(
                ["wording_id", "wording"],
                ["consent_wordings.id", "consent_wordings.name"],
                name="fk_consents_wording",
            )
        )
        sa.Index("ix_consents_wording_id", table.c.wording_id)
    return table
