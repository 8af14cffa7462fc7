//! The rules on the consortium, by their explanations, one completion at a time.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::entry::{Entry, World, country, is_member_state, overseas_of, plain, state};
use crate::generate::{FORMS, ROLES, TYPES};
use crate::rules::{Point, texts};
use crate::search::{Name, Out, Way, met};

impl World<'_> {
    pub(crate) fn one_coordinator(&self, way: &mut Way) -> Option<Out> {
        let joined = if self.complete { 0 } else { way.pick(Name::Joined(0), 3) };
        met(self.entries.iter().filter(|e| e.role(way) == "coordinator").count() + joined == 1)
    }

    pub(crate) fn distinct(&self) -> Option<Out> {
        let mut seen = BTreeSet::new();
        met(self.entries.iter().filter_map(|e| e.pic.as_ref()).all(|pic| seen.insert(pic)))
    }

    pub(crate) fn one_role_each(&self, way: &mut Way) -> Option<Out> {
        let mut roles: BTreeMap<&String, BTreeSet<&str>> = BTreeMap::new();
        let stated = |e: &Entry| self.entries.iter().filter(|o| o.pic == e.pic).count() > 1;
        for entry in self.entries.iter().filter(|e| e.pic.is_some() && stated(e)) {
            roles.entry(entry.pic.as_ref().unwrap()).or_default().insert(entry.role(way));
        }
        met(roles.values().all(|held| held.len() == 1))
    }

    /// The organisations, or nothing where entries cannot be joined in this way: codes tell apart; where one is
    /// missing, another name or another country does.
    fn organisations(&self, way: &mut Way) -> Option<Vec<Vec<&Entry>>> {
        let all = &self.entries;
        // Whom the call removes is not among them.
        let mut falls = Vec::new();
        for entry in all {
            falls.push(self.falls(way, entry)?);
        }
        let own: Vec<usize> = all
            .iter()
            .map(|e| all.iter().position(|o| e.pic.is_some() && o.pic == e.pic).unwrap_or(e.at))
            .collect();
        let mut label = own.clone();
        for entry in all.iter().filter(|e| e.pic.is_none()) {
            let mates: Vec<usize> =
                all.iter().filter(|o| o.at != entry.at && o.name == entry.name).map(|o| o.at).collect();
            // A missing code turns out to be the entry's own, or the one that another entry has or would have.
            let choice = way.pick(Name::Pic(entry.at), mates.len() + 1);
            if choice > 0 && !falls[mates[choice - 1]] {
                label[entry.at] = own[mates[choice - 1]];
            }
        }
        for a in all.iter().filter(|a| !falls[a.at]) {
            for b in all[..a.at].iter().filter(|b| !falls[b.at]) {
                let joined = label[a.at] == label[b.at] && (a.pic.is_none() || b.pic.is_none());
                if joined && (a.name != b.name || state(a.country(way)) != state(b.country(way))) {
                    return None;
                }
            }
        }
        let mut groups: BTreeMap<usize, Vec<&Entry>> = BTreeMap::new();
        for entry in all.iter().filter(|entry| !falls[entry.at]) {
            groups.entry(label[entry.at]).or_default().push(entry);
        }
        Some(groups.into_values().collect())
    }

    /// The country of an organisation: where a code stands several times, one of those stated.
    fn seat(&self, way: &mut Way, organisation: &[&Entry]) -> &'static str {
        let coded: Vec<&&Entry> = organisation.iter().filter(|e| e.pic.is_some()).collect();
        match coded.first() {
            // As many picks whoever is removed, so that each stands for the same in every completion.
            Some(first) => {
                let same: Vec<&Entry> = self.entries.iter().filter(|e| e.pic == first.pic).collect();
                coded[way.pick(Name::Seat(same[0].at), same.len()) % coded.len()].country(way)
            }
            None => organisation[0].country(way),
        }
    }

    /// The countries of the organisations that count to a minimum.
    fn counted(&self, way: &mut Way, which: usize, basis: &str) -> Option<Vec<&'static str>> {
        let mut found = Vec::new();
        for organisation in self.organisations(way)? {
            let mut counts = None;
            for entry in &organisation {
                if counts.is_none() && self.may_count(way, entry) {
                    counts = self.counts(way, entry, &organisation, (which, basis))?;
                }
            }
            found.extend(counts);
        }
        Some(found)
    }

    fn may_count(&self, way: &mut Way, entry: &Entry) -> bool {
        match entry.role(way) {
            "coordinator" | "beneficiary" => !entry.restricted,
            "affiliated_entity" => !entry.restricted && self.point(way, self.rules.affiliated_counts),
            _ => false,
        }
    }

    /// The country as which an organisation counts by one of its entries, which has to fail nothing of its own.
    #[expect(clippy::option_option, reason = "no completion, does not count, counts")]
    fn counts(
        &self,
        way: &mut Way,
        entry: &Entry,
        organisation: &[&Entry],
        (which, basis): (usize, &str),
    ) -> Option<Option<&'static str>> {
        let role = entry.role(way);
        let asked = entry.and_guarantees(&self.asked(entry));
        let who = entry.who(way, &asked)?;
        let international = FORMS[who.form] == "international_organisation";
        if international && !self.point(way, self.rules.international_counts[which]) {
            return Some(None);
        }
        let fails = !self.admits(way, role, who.form)
            || self.asks(way, role, &who, entry) == Out::NotMet
            || (role == "coordinator" && !self.sits(entry.country(way)))
            || (!self.exempt(way, who.form) && {
                let country = entry.country(way);
                self.eligible(way, country, role) == Out::NotMet
            })
            || self.third(way, entry, role, who.form) == Out::NotMet
            || entry.lacks_guarantees(&who)
            || self.barred(way, entry, role) == Out::NotMet;
        if fails {
            return Some(None);
        }
        if international && which == 0 && self.rules.international_anywhere {
            return Some(Some("wherever it sits"));
        }
        let seat = self.seat(way, organisation);
        Some(self.established(way, seat, basis))
    }

    /// The country as which a seat counts on a basis, if it does.
    fn established(&self, way: &mut Way, seat: &'static str, basis: &str) -> Option<&'static str> {
        let countries = self.rules.countries.as_ref();
        let excepted = |state: &str| match countries {
            Some(countries) => countries.except.iter().any(|c| c == state),
            // Denmark takes part in no period.
            None => state == "DK",
        };
        if basis == "member_states_except_denmark" && is_member_state(state(seat)) {
            return (state(seat) != "DK" && self.eligible(way, seat, "beneficiary") != Out::NotMet)
                .then_some(state(seat));
        }
        let unfunded = countries.is_some_and(|c| c.unfunded.0.iter().any(|u| u == seat));
        let counted = countries.and_then(|c| c.counted.iter().find(|(c, _)| c == seat)).map(|(_, p)| *p);
        // An overseas territory without a point of its own goes by its Member State.
        let pointed = match countries {
            Some(countries) => countries.points.iter().any(|(c, _)| c == seat),
            None => overseas_of(seat) == Some("DK"),
        };
        if let (Some(of), false) = (overseas_of(seat), pointed) {
            let linked = self.point(way, self.rules.territory_counts);
            let eligible = !excepted(of) && self.eligible(way, seat, "beneficiary") != Out::NotMet;
            // An eligible country is a Member State or a territory linked to one: Art. 24(1)(a)(i).
            let counts = linked || basis == "eligible_countries";
            return (counts && eligible).then_some(if linked { of } else { seat });
        }
        let by_basis = match (basis, counted) {
            (_, Some(point)) => point,
            ("eligible_countries", None) => Point::Is(!unfunded),
            _ => Point::Is(is_member_state(state(seat)) && !excepted(state(seat))),
        };
        let counts = self.point(way, by_basis) && self.eligible(way, seat, "beneficiary") != Out::NotMet;
        counts.then_some(state(seat))
    }

    /// Whether enough organisations, or countries of organisations, count.
    pub(crate) fn minimum(&self, way: &mut Way, which: usize, count: &mut (u32, u32)) -> Option<Out> {
        let (least, basis) = self.rules.minima[which].as_ref().unwrap();
        let mut found = self.counted(way, which, basis)?;
        if which == 1 {
            found.sort_unstable();
            found.dedup();
        }
        let own = found.len() as u32;
        *count = (count.0.min(own), count.1.max(own));
        let at_least = match &least.yes {
            Some((question, yes)) if self.yes(way, *question) => *yes,
            _ => least.no,
        };
        let joined = if self.complete { 0 } else { way.pick(Name::Joined(0), 5) };
        met(u64::from(own) + joined as u64 >= at_least)
    }

    /// The kinds of members that the call requires, or recommends.
    pub(crate) fn members(&self, way: &mut Way, kinds: &[Value]) -> Option<Out> {
        // A kind in whose place a letter stands asks nothing more.
        let stated = self.proposal["letters_of_support"].as_array();
        let stands = |letter: &str| {
            stated.is_some_and(|all| all.iter().any(|one| plain(one.as_str().unwrap()) == plain(letter)))
        };
        let kinds: Vec<&Value> =
            kinds.iter().filter(|kind| !kind["or_letter"].as_str().is_some_and(stands)).collect();
        let statuses = kinds.iter().filter_map(|kind| kind["statuses"].as_object());
        let mut asked: Vec<String> = statuses.flat_map(|s| s.keys().cloned()).collect();
        asked.sort();
        asked.dedup();
        let asked = asked.as_slice();
        let mut enough = true;
        let organisations = self.organisations(way)?;
        let unique = |key: &str| {
            let all = kinds.iter().filter_map(|kind| kind[key].as_str()).map(plain);
            all.collect::<BTreeSet<String>>().into_iter().collect::<Vec<String>>()
        };
        let (names, letters) = (unique("kind"), unique("or_letter"));
        for (at, kind) in kinds.iter().copied().enumerate() {
            let mut count = if self.complete { 0 } else { way.pick(Name::Joined(at), 3) };
            let asks = |key: &str| kind[key].as_u64().unwrap_or(0);
            let fresh = if self.complete || asks("member_states") == 0 {
                0
            } else {
                way.pick(Name::Joined(100 + at), 3)
            };
            let mut states = BTreeSet::new();
            for organisation in &organisations {
                let mut serves = false;
                for entry in organisation {
                    serves |= Self::serves(way, entry, kind, asked, &names)?;
                }
                count += usize::from(serves);
                if serves && asks("member_states") > 0 {
                    let seat = state(self.seat(way, organisation));
                    // A territory counts for its Member State as the call says.
                    let linked = overseas_of(seat).filter(|_| self.point(way, self.rules.territory_counts));
                    states.extend(linked.or_else(|| is_member_state(seat).then_some(seat)));
                }
            }
            let members =
                count as u64 >= asks("at_least") && (states.len() + fresh) as u64 >= asks("member_states");
            enough &= members || self.letter(way, kind, &letters);
        }
        met(enough)
    }

    /// Whether there is a letter of support in the place of members of a kind.
    fn letter(&self, way: &mut Way, kind: &Value, letters: &[String]) -> bool {
        let Some(letter) = kind["or_letter"].as_str().map(plain) else { return false };
        match self.proposal["letters_of_support"].as_array() {
            Some(stated) => stated.iter().any(|one| plain(one.as_str().unwrap()) == letter),
            None => {
                let bits = way.pick(Name::Fact("/letters_of_support"), 1 << letters.len());
                bits >> letters.iter().position(|known| *known == letter).unwrap() & 1 == 1
            }
        }
    }

    fn serves(
        way: &mut Way,
        entry: &Entry,
        kind: &Value,
        asked: &[String],
        names: &[String],
    ) -> Option<bool> {
        if let Some(name) = kind["kind"].as_str()
            && !entry.is_of(way, name, names)
        {
            return Some(false);
        }
        let list = |key: &str| texts(&kind[key]);
        let one_of = |list: &[String], name: &str| list.is_empty() || list.iter().any(|n| n == name);
        let roles = list("roles");
        if !roles.is_empty() && !one_of(&roles, entry.role(way)) {
            return Some(false);
        }
        let forms = list("legal_forms");
        let statuses = kind["statuses"].as_object();
        if !forms.is_empty() || statuses.is_some() {
            let who = entry.who(way, asked)?;
            let held = |(status, held): (&String, &Value)| who.holds(status) == held.as_bool().unwrap();
            let public =
                FORMS[who.form] == "international_organisation" && forms.iter().any(|f| f == "public_body");
            if !(public || one_of(&forms, FORMS[who.form])) || !statuses.into_iter().flatten().all(held) {
                return Some(false);
            }
        }
        let types = list("organisation_types");
        if !types.is_empty() && !one_of(&types, TYPES[entry.kind(way)]) {
            return Some(false);
        }
        let countries = list("countries");
        if countries.is_empty() {
            return Some(true);
        }
        let own = entry.country(way);
        Some(countries.iter().any(|c| country(c) == own || c == state(own)))
    }
}

/// Roles in which an entry is removed where the call removes whoever is ineligible.
pub(crate) fn removable(role: &Value) -> bool {
    role.as_str().is_some_and(|role| role != ROLES[0])
}
