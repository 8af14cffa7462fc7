//! The rules on participants, by their explanations, one completion at a time.

use crate::entry::{Entry, Who, World, is_member_state, overseas_of, state};
use crate::generate::{FORMS, ROLES};
use crate::rules::{Countries, Point};
use crate::search::{Name, Out, Way, met};

const INTERNATIONAL: &str = "international_organisation";
/// Days between which everything on record changes.
const DAYS: [&str; 27] = [
    "2022-12-15",
    "2022-12-16",
    "2030-01-31",
    "2030-02-01",
    "2030-02-02",
    "2030-02-28",
    "2030-03-01",
    "2030-03-02",
    "2030-03-15",
    "2030-03-16",
    "2030-04-15",
    "2030-04-16",
    "2030-05-16",
    "2030-05-23",
    "2030-06-01",
    "2030-06-02",
    "2030-06-10",
    "2030-06-11",
    "2030-06-15",
    "2030-06-16",
    "2030-12-31",
    "2031-01-01",
    "2031-01-02",
    "2031-02-01",
    "2031-02-02",
    "2031-12-31",
    "2040-01-01",
];

pub(crate) fn is_funded(role: &str) -> bool {
    ROLES[..3].contains(&role)
}

impl World<'_> {
    pub(crate) fn point(&self, way: &mut Way, point: Point) -> bool {
        match point {
            Point::Is(yes) => yes,
            Point::Ask(question) => self.yes(way, question),
        }
    }

    /// Whether the call takes somebody of a legal form in a role from the country where it is established.
    pub(crate) fn third(&self, way: &mut Way, entry: &Entry, role: &str, form: usize) -> Out {
        let third = self.rules.countries.as_ref().and_then(|countries| countries.third.as_ref());
        let Some((roles, forms)) = third else { return Out::NotApplicable };
        let country = entry.country(way);
        let home = is_member_state(state(country)) || overseas_of(country).is_some();
        if home || FORMS[form] == INTERNATIONAL || !is_funded(role) {
            return Out::NotApplicable;
        }
        let one_of = |list: &[String], name: &str| list.is_empty() || list.iter().any(|one| one == name);
        if one_of(roles, role) && one_of(forms, FORMS[form]) { Out::Met } else { Out::NotMet }
    }

    pub(crate) fn third_country(&self, way: &mut Way, entry: &Entry) -> Option<Out> {
        let role = entry.role(way);
        let form = entry.forms[way.pick(Name::Form(entry.at), entry.forms.len())];
        Some(self.third(way, entry, role, form))
    }

    /// The statuses that the call asks for of the roles that an entry may hold.
    pub(crate) fn asked(&self, entry: &Entry) -> Vec<String> {
        let roles = self.rules.roles.iter().flatten().enumerate();
        let roles = roles.filter(|(at, _)| entry.may_hold(*at)).map(|(_, role)| role);
        let mut asked: Vec<String> = roles.flat_map(|r| &r.statuses).map(|row| row.status.clone()).collect();
        asked.sort();
        asked.dedup();
        asked
    }

    /// The day after which nothing is submitted any more.
    fn deadline_day(&self) -> Option<&str> {
        let deadline = &self.rules.call["deadline"];
        deadline["second_stage"]["date"].as_str().or(deadline["date"].as_str())
    }

    /// The first day after which a grant may be signed: that of the first cut-off, of a call in one stage.
    fn decided_day(&self) -> Option<&str> {
        let deadline = &self.rules.call["deadline"];
        let second = deadline["second_stage"]["date"].as_str();
        second.or(deadline["cut_offs"][0]["date"].as_str()).or(self.deadline_day())
    }

    /// The day of grant signature: none is before the first deadline, and a stated one that is stands for the day after it.
    fn signature(&self, way: &mut Way) -> String {
        let deadline = self.decided_day().unwrap_or("");
        match self.proposal["grant_signature"].as_str() {
            Some(day) if day > deadline => day.to_owned(),
            Some(_) => deadline.parse::<chrono::NaiveDate>().unwrap().succ_opt().unwrap().to_string(),
            None => {
                let days: Vec<&'static str> = DAYS.into_iter().filter(|day| *day > deadline).collect();
                days[way.pick(Name::Fact("/grant_signature"), days.len())].to_owned()
            }
        }
    }

    pub(crate) fn admits(&self, way: &mut Way, role: &str, form: usize) -> bool {
        match &self.rules.roles {
            Some(roles) => {
                let place = ROLES.iter().position(|r| *r == role).unwrap();
                // Who may not be a beneficiary is neither coordinator nor affiliated entity, unless the call says so.
                let silent = role != "beneficiary" && roles[place].silent[form];
                (!silent || self.admits(way, "beneficiary", form))
                    && self.point(way, roles[place].forms[form])
            }
            None => self.yes(way, self.rules.legal_forms_not_stated),
        }
    }

    pub(crate) fn legal_form(&self, way: &mut Way, entry: &Entry) -> Option<Out> {
        let role = entry.role(way);
        if !is_funded(role) {
            return Some(Out::NotApplicable);
        }
        let who = entry.who(way, &[])?;
        met(self.admits(way, role, who.form))
    }

    /// What a role asks of who holds it beside the legal form.
    pub(crate) fn asks(&self, way: &mut Way, role: &str, who: &Who, entry: &Entry) -> Out {
        let Some(roles) = &self.rules.roles else { return Out::NotApplicable };
        let role = &roles[ROLES.iter().position(|r| *r == role).unwrap()];
        let (mut concerned, mut holds) = (false, true);
        for row in role.statuses.iter().filter(|row| row.form.is_none_or(|form| form == who.form)) {
            if row.unless.is_some_and(|question| self.yes(way, question)) {
                continue;
            }
            concerned = true;
            holds &= who.holds(&row.status) == row.held;
        }
        if let Some(types) = &role.types {
            concerned = true;
            let kind = entry.kind(way);
            holds &= self.point(way, types[kind]);
        }
        match (concerned, holds) {
            (false, _) => Out::NotApplicable,
            (true, true) => Out::Met,
            (true, false) => Out::NotMet,
        }
    }

    pub(crate) fn kind(&self, way: &mut Way, entry: &Entry, asked: &[String]) -> Option<Out> {
        let role = entry.role(way);
        if !is_funded(role) {
            return Some(Out::NotApplicable);
        }
        let who = entry.who(way, asked)?;
        Some(self.asks(way, role, &who, entry))
    }

    fn takes_part(countries: &Countries, state: &str) -> bool {
        is_member_state(state) && !countries.except.iter().any(|c| c == state)
    }

    /// What the call makes of a country, for whom it binds.
    pub(crate) fn eligible(&self, way: &mut Way, country: &'static str, role: &str) -> Out {
        let holds = |yes| if yes { Out::Met } else { Out::NotMet };
        let Some(countries) = &self.rules.countries else {
            return holds(self.yes(way, self.rules.countries_not_stated));
        };
        let pointed = |country: &str| countries.points.iter().find(|(c, _)| c == country).map(|(_, p)| *p);
        if Self::takes_part(countries, state(country)) {
            let point = pointed(country).or_else(|| pointed(state(country))).unwrap_or(Point::Is(true));
            return holds(self.point(way, point));
        }
        if let Some(point) = pointed(country) {
            return holds(self.point(way, point));
        }
        if let Some((_, in_force)) = countries.negotiating.iter().find(|(c, _)| c == country) {
            return self.negotiated(way, in_force.as_deref());
        }
        if countries.unfunded.0.iter().any(|c| c == country) {
            return holds(countries.unfunded.1.iter().any(|r| r == role));
        }
        match overseas_of(country) {
            Some(state) if Self::takes_part(countries, state) => holds(self.point(way, countries.overseas)),
            _ => Out::NotMet,
        }
    }

    /// The agreement has to be in force before the grant is signed, and nothing is signed before the deadline.
    fn negotiated(&self, way: &mut Way, in_force: Option<&str>) -> Out {
        let deadline = self.decided_day();
        match in_force.filter(|day| *day <= self.today) {
            Some(day) if deadline.is_some_and(|deadline| day <= deadline) => Out::Met,
            Some(day) if *day < *self.signature(way) => Out::Met,
            Some(_) => Out::NotMet,
            None if deadline.is_some_and(|deadline| self.today <= deadline) => Out::Conditional,
            None if *self.signature(way) > *self.today => Out::Conditional,
            None => Out::NotMet,
        }
    }

    pub(crate) fn exempt(&self, way: &mut Way, form: usize) -> bool {
        FORMS[form] == INTERNATIONAL
            && match &self.rules.countries {
                Some(countries) => self.point(way, countries.exempt),
                None => true,
            }
    }

    pub(crate) fn country(&self, way: &mut Way, entry: &Entry) -> Option<Out> {
        let role = entry.role(way);
        if !is_funded(role) {
            return Some(Out::NotApplicable);
        }
        let who = entry.who(way, &[])?;
        if self.exempt(way, who.form) {
            return Some(Out::NotApplicable);
        }
        let country = entry.country(way);
        Some(self.eligible(way, country, role))
    }

    pub(crate) fn sits(&self, country: &'static str) -> bool {
        let listed: &[String] = self.rules.countries.as_ref().map_or(&[], |c| &c.coordinator);
        listed.is_empty() || listed.iter().any(|c| c == country || c == state(country))
    }

    pub(crate) fn coordinator_country(&self, way: &mut Way, entry: &Entry) -> Option<Out> {
        if entry.role(way) != "coordinator" {
            return Some(Out::NotApplicable);
        }
        met(self.sits(entry.country(way)))
    }

    pub(crate) fn barred(&self, way: &mut Way, entry: &Entry, role: &str) -> Out {
        // The Council's decision binds whatever measure a call states of its own, and the stricter of the two stands.
        let law = serde_json::json!({ "from": "2022-12-16",
            "roles": ["coordinator", "beneficiary", "affiliated_entity", "subcontractor"] });
        let own = self.rules.call["bars"].get(0);
        // It is known to stand until 3 October 2026. A measure of the call that is the same one, for all its roles and from
        // its first day, says when it ends, where that is not before.
        let is_it = |own: &serde_json::Value| {
            let roles = crate::rules::texts(&own["roles"]);
            own["from"].as_str().is_some_and(|from| from <= "2022-12-16")
                && own["until"].as_str().is_none_or(|until| until >= "2026-10-03")
                && crate::rules::texts(&law["roles"]).iter().all(|role| roles.contains(role))
        };
        let law = Some(&law).filter(|_| !own.is_some_and(is_it));
        let outs = [own, law].into_iter().flatten().map(|bar| self.under(way, entry, role, bar));
        let strictness = |out: &Out| {
            [Out::NotApplicable, Out::Met, Out::Conditional, Out::NotMet].iter().position(|o| o == out)
        };
        outs.max_by_key(strictness).unwrap()
    }

    fn under(&self, way: &mut Way, entry: &Entry, role: &str, bar: &serde_json::Value) -> Out {
        let barred = crate::rules::texts(&bar["roles"]).iter().any(|r| r == role);
        let from = bar["from"].as_str().unwrap_or("9999-12-31");
        // What came later than what is looked at was not known then.
        if !entry.trust || !barred || self.today < from {
            return Out::NotApplicable;
        }
        let signed = self.signature(way);
        let signed = signed.as_str();
        let stands = signed >= from && bar["until"].as_str().is_none_or(|until| signed <= until);
        match (stands, signed <= self.today) {
            (false, _) => Out::Met,
            (true, true) => Out::NotMet,
            (true, false) => Out::Conditional,
        }
    }

    /// Whether the call removes an entry for what is asked of it alone. Of a coordinator the proposal falls.
    pub(crate) fn falls_alone(&self, way: &mut Way, entry: &Entry) -> Option<bool> {
        if !self.rules.removes() || entry.role(way) == "coordinator" {
            return Some(false);
        }
        let role = entry.role(way);
        // What waits for an event fails where the event does not come.
        let fails = |out: Out| out == Out::NotMet || (self.lapsed.get() && out == Out::Conditional);
        if entry.restricted || fails(self.barred(way, entry, role)) {
            return Some(true);
        }
        if !is_funded(role) {
            return Some(false);
        }
        // One organisation throughout.
        let who = entry.who(way, &entry.and_guarantees(&self.asked(entry)))?;
        let fails = (self.rules.roles.is_some() && !self.admits(way, role, who.form))
            || self.asks(way, role, &who, entry) == Out::NotMet
            || (self.rules.countries.is_some() && !self.exempt(way, who.form) && {
                let country = entry.country(way);
                fails(self.eligible(way, country, role))
            })
            || self.third(way, entry, role, who.form) == Out::NotMet
            || entry.lacks_guarantees(&who);
        Some(fails)
    }

    /// What a rule comes to that passes while those stay who wait for a later event, and does not pass without them.
    pub(crate) fn waiting(
        &self,
        way: &mut Way,
        rule: &mut dyn FnMut(&mut Way) -> Option<Out>,
    ) -> Option<Out> {
        let now = rule(way)?;
        if !self.rules.removes() || now == Out::NotMet {
            return Some(now);
        }
        self.lapsed.set(true);
        let without = rule(way);
        self.lapsed.set(false);
        Some(if without? == Out::NotMet { Out::Conditional } else { now })
    }

    /// Whether the call removes an entry, for whom it names as linked too.
    pub(crate) fn falls(&self, way: &mut Way, entry: &Entry) -> Option<bool> {
        Some(
            self.rules.removes()
                && (self.falls_alone(way, entry)? || self.affiliation(way, entry)? == Out::NotMet),
        )
    }

    /// An entity without legal personality offers equivalent guarantees.
    pub(crate) fn legal_entity(&self, way: &mut Way, entry: &Entry) -> Option<Out> {
        if !is_funded(entry.role(way)) {
            return Some(Out::NotApplicable);
        }
        let who = entry.who(way, &entry.and_guarantees(&[]))?;
        // Natural persons are named beside entities without legal personality.
        if FORMS[who.form] == "natural_person" {
            return Some(Out::NotApplicable);
        }
        met(!entry.lacks_guarantees(&who))
    }

    pub(crate) fn pic(&self, way: &mut Way, entry: &Entry) -> Option<Out> {
        if entry.role(way) == "subcontractor" {
            return Some(Out::NotApplicable);
        }
        met(entry.well_formed_pic(way))
    }

    /// Whom an affiliated entity names, with codes and roles of the others completed.
    pub(crate) fn affiliation(&self, way: &mut Way, entry: &Entry) -> Option<Out> {
        if entry.role(way) != "affiliated_entity" {
            return Some(Out::NotApplicable);
        }
        let mut codes: Vec<&str> = self.entries.iter().filter_map(|e| e.pic.as_deref()).collect();
        codes.sort_unstable();
        codes.dedup();
        // A code that nobody states, and one more, so that a missing code may or may not be the one named.
        codes.extend(["nobody's", "somebody else's"]);
        let named = match &entry.to {
            Some(code) => code.as_str(),
            None => codes[way.pick(Name::To(entry.at), codes.len())],
        };
        // Whom the call removes is no coordinator or beneficiary, and has its code all the same.
        let mut there = Vec::new();
        for other in &self.entries {
            if other.at == entry.at || !self.falls_alone(way, other)? {
                there.push(other);
            }
        }
        let stated = self.entries.iter().any(|e| e.pic.as_deref() == Some(named));
        // Whoever joins, or states a missing code, has the code named or another one.
        let free = !stated && named != "somebody else's";
        if free && !self.complete && way.pick(Name::Joined(0), 2) == 1 {
            return met(true);
        }
        // Nobody is affiliated to itself.
        let itself = entry.pic.as_deref() == Some(named);
        let others = there.into_iter().filter(|other| !itself && other.at != entry.at);
        let found = { others }.any(|other| {
            let code = match &other.pic {
                Some(code) => code == named,
                None => free && way.pick(Name::Pic(other.at), 2) == 1,
            };
            code && ["coordinator", "beneficiary"].contains(&other.role(way))
        });
        met(found)
    }
}
