//! Whether an instrument or a component of the thematic facility goes with a management mode.

use super::super::world::{RuleOf, Teller, World};
use super::{OPEN_SILENT, doubt, fact};
use crate::check::def::About;
use crate::check::fact::FactKind;
use crate::check::{Found, Required, Subject};
use crate::fund::{ManagementMode, Use};
use crate::law::{Act, Basis, Citation, of_2018, of_2024};
use crate::outcome::{Consequence, Outcome, Outcomes, Stage};

/// What is used under a management mode.
pub(crate) struct Modes;

impl World for Modes {
    type At<'a> = Used<'a>;
}

/// Something that is used under a mode, which may be unknown: which use each mode allows, and its name.
pub(crate) struct Used<'a> {
    pub(crate) subject: FactKind,
    pub(crate) name: &'a str,
    pub(crate) mode: Option<ManagementMode>,
    pub(crate) table: &'a dyn Fn(ManagementMode) -> (Use, &'static [Citation]),
}

/// The instrument may be used under the management mode.
pub(crate) const INSTRUMENT: RuleOf<Modes> = RuleOf {
    about: About {
        title: "The instrument may be used under the management mode.",
        explanation: "\
Calls for proposals are published by the Commission and by national authorities, and both award without a call.
Procurement and prizes are the Commission's own under direct management; a contribution goes to a body that
the Commission entrusts, so it belongs to indirect management alone. What an entrusted body or a national
programme may use beside is not stated in the sources, and unknown.",
        since: "1 January 2021",
        stage: Stage::Implementation,
        consequence: Consequence::Clarify,
        citations: &[
            of_2024("Art. 198", "grants without a call in the cases listed there; for legal commitments since 30 September 2024"),
            Citation::act(Act::Amif2021, "Art. 23", Basis::Act),
            Citation::act_noted(Act::Amif2021, "Art. 25", Basis::Unverified, "the text was not seen"),
            Citation::document_noted(
                "Poland, programme for border management and visa policy, 2021-2027",
                "direct award",
                Basis::OfficialPage,
                "managing authorities award without a call too",
            ),
            of_2018("Art. 195"),
        ],
        facts: &[FactKind::Instrument, FactKind::ManagementMode],
    },
    judge,
};

/// The component of the thematic facility may be spent under the management mode.
pub(crate) const COMPONENT: RuleOf<Modes> = RuleOf {
    about: About {
        title: "The component of the thematic facility may be spent under the management mode.",
        explanation: "\
Specific actions are earmarked additions to national programmes, so under shared management alone; Union
actions are direct or indirect. Amounts for persons admitted or transferred go to programmes. Emergency
assistance may be a direct grant or an addition to a programme. The rest is not stated, and unknown.",
        since: "1 January 2021",
        stage: Stage::Implementation,
        consequence: Consequence::Clarify,
        citations: &[
            Citation::act(Act::Amif2021, "Art. 11(1)", Basis::Act),
            Citation::act(Act::Amif2021, "Art. 2(10)", Basis::Act),
            Citation::act(Act::Amif2021, "Art. 23", Basis::Act),
            Citation::act_noted(
                Act::Amif2021,
                "Art. 31",
                Basis::Unverified,
                "direct grants to agencies, additions to programmes: read in the sister act, Regulation (EU) 2021/1149, Art. 25",
            ),
        ],
        facts: &[FactKind::Component, FactKind::ManagementMode],
    },
    judge,
};

fn judge(used: &Used<'_>, tell: &mut Teller<'_, '_>) {
    let Used { name, mode, table, .. } = *used;
    let outcomes = |of: Use| match of {
        Use::Allowed => Outcomes::MET,
        Use::Excluded => Outcomes::NOT_MET,
        Use::NotStated => Outcomes::MET_OR_NOT,
    };
    let uses: Vec<_> = ManagementMode::ALL.iter().map(|m| (*m, table(*m))).collect();
    let concerned = || uses.iter().filter(|(m, _)| mode.is_none_or(|stated| stated == *m));
    let outcome = concerned().fold(Outcomes::NONE, |all, (_, (of, _))| all.or(outcomes(*of))).fold();
    tell.tell(Subject::Fact(used.subject), outcome, |kept| {
        let allowed = uses.iter().filter(|(_, (of, _))| *of == Use::Allowed).map(|(m, _)| *m).collect();
        kept.required = Some(Required::Modes(allowed));
        kept.found = Some(Found::Mode(mode));
        if mode.is_none() {
            kept.lacks(fact(FactKind::ManagementMode));
        }
        if concerned().any(|(_, (of, _))| *of == Use::NotStated) {
            kept.open.push(OPEN_SILENT.to_owned());
        }
        let words = mode.map_or("an unknown mode", ManagementMode::words);
        kept.message = match outcome {
            Outcome::Met => format!("{name} may be used under {words}."),
            Outcome::NotMet => format!("{name} may not be used under {words}."),
            _ if mode.is_none() => format!("{name}: the management mode is not stated."),
            _ => format!("{name}: the sources do not say whether it may be used under {words}."),
        };
        kept.source.clear();
        for (_, (_, source)) in concerned() {
            kept.cite(source);
        }
        doubt(kept);
    });
}
