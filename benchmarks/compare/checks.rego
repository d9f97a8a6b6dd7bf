# The forty checks in Rego: what fails, as [code, row] or [code, name], «plan» where it is the plan itself.
package plans

import rego.v1

institutions := {"school", "education_department", "committee", "methodical_centre", "institute", "assessment_centre", "ministry"}

directions := {
	"regulation": {"order", "local_acts", "coordinator", "schedule", "accountability", "plan"},
	"information": {"explain_staff", "publication", "hotline"},
	"training": {"training", "observer_training"},
	"methodical": {"methodical_support", "collegial_marking"},
	"families": {"families"},
	"prevention": {"risk_identification", "risk_work", "internal_control", "plan_control", "results_analysis", "recheck", "conflict_of_interest", "medals", "security"},
	"observation": {"observers", "observer_training", "video"},
}

wanted_topics := {
	"CHK018": "coordinator", "CHK019": "observers", "CHK020": "recheck", "CHK021": "conflict_of_interest",
	"CHK022": "collegial_marking", "CHK023": "results_analysis", "CHK024": "schedule", "CHK025": "families",
	"CHK026": "training", "CHK027": "explain_staff", "CHK028": "video", "CHK029": "internal_control",
}

wanted_columns := {"CHK005": "number", "CHK006": "deadline", "CHK007": "responsible", "CHK008": "result"}

columns contains name if some name in input.columns
columns contains name if some name in input.measures[_].columns

spoken contains topic if some topic in input.measures[_].topics

says(text) if {
	is_string(text)
	regex.match(`[0-9A-Za-zА-Яа-яЁё]`, text)
}

understood(deadline) if count(deadline.windows) > 0
understood(deadline) if is_string(deadline.recurrence)
understood(deadline) if is_string(deadline.anchor)
understood(deadline) if deadline.ongoing

checkable(deadline) if deadline.recurrence in {"daily", "weekly", "monthly", "per_term", "quarterly", "half_yearly"}
checkable(deadline) if deadline.anchor in {"procedure_schedule", "procedure_results"}
checkable(deadline) if is_string(deadline.windows[_][1])

timed(row) if says(row.deadline.text)
timed(row) if understood(row.deadline)

answered(row) if says(row.responsible.text)
answered(row) if count(row.responsible.roles) > 0
answered(row) if count(row.responsible.persons) > 0

rows_on(topic) := {i | some i, row in input.measures; topic in row.topics}

has_approval(part) if is_string(input.approval[part])

# ---- the head and the columns
deny contains ["CHK001", "plan"] if not has_approval("number")
deny contains ["CHK002", "plan"] if not has_approval("date")
deny contains ["CHK003", "plan"] if not is_object(input.period)
deny contains ["CHK004", "plan"] if not input.level in {"school", "municipal"}
deny contains [code, "plan"] if {
	some code, name in wanted_columns
	not name in columns
}

# ---- the cells of a row
deny contains ["CHK009", i] if {
	some i, row in input.measures
	"responsible" in row.columns
	not answered(row)
}
deny contains ["CHK010", i] if {
	some i, row in input.measures
	"deadline" in row.columns
	not timed(row)
}
deny contains ["CHK011", i] if {
	some i, row in input.measures
	"result" in row.columns
	not says(row.result)
}
deny contains ["CHK012", i] if {
	some i, row in input.measures
	says(row.deadline.text)
	not understood(row.deadline)
}
deny contains ["CHK013", i] if {
	some i, row in input.measures
	understood(row.deadline)
	not checkable(row.deadline)
}
deny contains ["CHK014", i] if {
	[first, last] := input.measures[i].deadline.windows[_]
	is_string(first)
	is_string(last)
	last < first
}
deny contains ["CHK015", i] if {
	[_, last] := input.measures[i].deadline.windows[_]
	is_string(last)
	last < input.period.start
}
deny contains ["CHK015", i] if {
	[first, _] := input.measures[i].deadline.windows[_]
	is_string(first)
	first > input.period.end
}
deny contains ["CHK016", i] if {
	[_, last] := input.measures[i].deadline.windows[_]
	is_string(last)
	has_approval("date")
	input.approval.date > last
}
deny contains ["CHK017", i] if {
	some person in input.measures[i].responsible.persons
	person in input.measures[i].responsible.persons_without_post
}

# ---- what the plan must speak of
deny contains [code, "plan"] if {
	some code, topic in wanted_topics
	not topic in spoken
}

# ---- what stands together in a row
deny contains ["CHK030", "plan"] if {
	count(rows_on("recheck")) > 0
	every i in rows_on("recheck") { not "outsiders" in input.measures[i].marks }
}
deny contains ["CHK031", "plan"] if {
	count(rows_on("observers")) > 0
	every i in rows_on("observers") { not "independent" in input.measures[i].marks }
}
deny contains ["CHK032", i] if {
	some i in rows_on("coordinator")
	not "by_order" in input.measures[i].marks
	not "order" in input.measures[i].topics
}
deny contains ["CHK033", i] if {
	some i, row in input.measures
	count(row.responsible.persons) == 0
	count(row.responsible.roles) > 0
	every role in row.responsible.roles { role in institutions }
}
deny contains ["CHK034", mention.name] if {
	some mention in input.mentions
	mention.belonging == "foreign"
}
deny contains ["CHK035", "plan"] if count(input.leftovers) > 0
deny contains ["CHK036", "plan"] if count(input.mixed_words) > 0
deny contains ["CHK037", name] if {
	some name, served in directions
	count(served & spoken) == 0
}

# ---- rows against rows
deny contains ["CHK038", i] if {
	some i in rows_on("coordinator")
	[first, _] := input.measures[i].deadline.windows[_]
	is_string(first)
	some j, row in input.measures
	j != i
	"coordinator" in row.responsible.roles
	[_, last] := row.deadline.windows[_]
	is_string(last)
	last < first
}
deny contains ["CHK039", i] if {
	some i in rows_on("results_analysis")
	[_, last] := input.measures[i].deadline.windows[_]
	is_string(last)
	some j in rows_on("observers")
	[first, _] := input.measures[j].deadline.windows[_]
	is_string(first)
	first > last
}
deny contains ["CHK040", i] if {
	some i in rows_on("recheck")
	some role in input.measures[i].responsible.roles
	some j in rows_on("observers")
	j != i
	role in input.measures[j].responsible.roles
}
