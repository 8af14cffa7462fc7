//! The kinds of facts, each once: what it is, the name that files use, and what is asked of whom where it is unknown.

/// Hands the table to a macro: the facts that rules on the conditions of a call read one by one; those apart, which
/// are of budgets, which their rules look through cell by cell, of a project after its application, and of the Fund; and
/// those of national programmes and their operations.
///
/// A row is `/// meaning`, then the kind, its name, the form of an answer, who can give it, which document shows it, and the
/// question, in which `{}` stands for the name of the participant.
macro_rules! every_fact {
    ($make:ident) => {
        $make! {
            read {
                /// When the proposal is submitted.
                SubmittedAt = "submitted_at", Like("an instant with its offset, such as \"2024-08-20T16:30:00+02:00\""), Applicant, "the acknowledgement of receipt of the portal",
                    "When is the proposal submitted?";
                /// The planned duration.
                DurationMonths = "duration_months", COUNT, Applicant, FORM,
                    "How many months does the project last?";
                /// The EU contribution asked for.
                RequestedGrant = "requested_grant", EURO, Applicant, FORM, "How much grant is asked for?";
                /// The total eligible costs.
                TotalEligibleCosts = "total_eligible_costs", EURO, Applicant, BUDGET,
                    "How much are the total eligible costs?";
                /// The day of grant signature.
                GrantSignature = "grant_signature", DAY, Authority, "the grant agreement, or the timetable of the call",
                    "On which day is the grant agreement signed, or expected to be?";
                /// Whether the participants are everybody.
                ParticipantsComplete = "participants_complete", YesOrNo, Applicant, FORM,
                    "Is everybody who takes part in the list?";
                /// The list of participants, where many of them would have to be named one by one.
                Participants = "participants", Like("the list of participants with role and PIC"), Applicant, FORM,
                    "What are the roles and the codes of the other participants?";
                /// The name of a participant.
                Name = "name", Like("a name"), Partner, REGISTER, "What is the legal name of {}?";
                /// The identification code of a participant.
                Pic = "pic", Like("nine digits, such as \"999000001\""), Partner, REGISTER,
                    "What is the participant identification code (PIC) of {}?";
                /// The role of a participant.
                Role = "role", Names(Role::NAMES), Applicant, FORM, "Which role does {} have?";
                /// The country of a participant.
                Country = "country", Like("a two-letter country code, such as \"BE\""), Partner, REGISTER,
                    "In which country is {} established?";
                /// The legal form of a participant.
                LegalForm = "legal_form", Names(LegalForm::NAMES), Partner, "the statutes or the extract of the register, as validated in the Participant Register",
                    "What is the legal form of {}?";
                /// The further statuses of a participant.
                Statuses = "statuses", Statuses, Partner, "the statutes, and the validation in the Participant Register",
                    "Which statuses does {} have, and which not?";
                /// The beneficiary that an affiliated entity is linked to.
                AffiliatedTo = "affiliated_to", Like("the PIC of the coordinator or a beneficiary, such as \"999000001\""), Partner, FORM,
                    "To which beneficiary is {} linked, by its PIC?";
                /// The organisation type of a participant.
                OrganisationType = "organisation_type", Names(OrganisationType::NAMES), Partner, "the statutes or the law that founds it",
                    "What type of organisation is {}?";
                /// Which of the kinds of members that the call names a participant is.
                MemberKinds = "member_kinds", Like("an object of kinds, such as {\"law-enforcement authority\": true}"), Partner, "the statutes or the law that founds it",
                    "Which of the kinds of members that the call names is {}, and which not?";
                /// What a participant declares of itself.
                Declarations = "declarations", Names(Declaration::NAMES), Partner, "the declaration of honour",
                    "What does {} declare of itself?";
                /// The stage that is applied to, of a call in two.
                SubmissionStage = "submission_stage", Names(&["1", "2"]), Applicant, FORM,
                    "Which stage of the call is applied to?";
                /// The annexes attached.
                Annexes = "annexes", TEXTS, Applicant, FORM, "Which annexes are attached?";
                /// The pages of the technical description.
                Pages = "pages", COUNT, Applicant, "the technical description (Part B)",
                    "How many pages has the technical description?";
                /// Topics applied for beside the stated one.
                FurtherTopics = "further_topics", TEXTS, Applicant, FORM,
                    "Which other topics are applied for?";
                /// How many applications under the call there are.
                ParallelApplications = "parallel_applications", COUNT, Applicant, FORM,
                    "How many applications under this call are there, this one included?";
                /// The objectives that the project serves.
                Objectives = "objectives", TEXTS, Applicant, FORM,
                    "Which objectives of the topic does the project serve?";
                /// The third countries that the project is aimed at.
                TargetCountries = "target_countries", COUNTRIES, Applicant, FORM,
                    "At which third countries is the project aimed?";
                /// The migratory routes that the project names.
                Routes = "routes", TEXTS, Applicant, FORM, "Which migratory routes does the project name?";
                /// The countries where activities take place.
                ActivityCountries = "activity_countries", COUNTRIES, Applicant, FORM,
                    "In which countries do activities take place?";
                /// The kinds of activity in the project.
                Activities = "activities", TEXTS, Applicant, FORM,
                    "Which kinds of activity does the project have?";
                /// The legal forms of those who are to receive financial support.
                SupportLegalForms = "support_legal_forms", Names(LegalForm::NAMES), Applicant, FORM,
                    "Of which legal forms are those who receive financial support?";
                /// The countries of those who are to receive financial support.
                SupportCountries = "support_countries", COUNTRIES, Applicant, FORM,
                    "In which countries are those who receive financial support?";
                /// The letters of support attached.
                LettersOfSupport = "letters_of_support", TEXTS, Applicant, FORM,
                    "Which letters of support are attached?";
                /// The day on which the action starts.
                StartDate = "start_date", DAY, Applicant, FORM, "On which day does the action start?";
            }
            apart {
                /// Whose rows a budget has.
                BudgetRows = "rows", Like("rows"), Applicant, BUDGET,
                    "Which participant has which row of the budget?";
                /// The costs in a budget.
                Costs = "costs", EURO, Applicant, BUDGET, "How much are these costs?";
                /// The contribution requested for a row of a budget.
                Requested = "requested", EURO, Applicant, BUDGET, "How much grant is asked for in this row?";
                /// What pays for a row of a budget beside the grant.
                Resources = "resources", EURO, Applicant, BUDGET, "What pays for this row beside the grant?";
                /// The totals that a budget states.
                Totals = "totals", EURO, Applicant, BUDGET, "Which totals does the budget state?";
                /// The split of a budget over work packages.
                WorkPackages = "work_packages", EURO, Applicant, BUDGET,
                    "How much are these costs by work package?";
                /// The largest support to one third party in a row of a budget.
                LargestSupport = "largest_support", EURO, Applicant, BUDGET,
                    "How much does one third party get at most?";
                /// The owners behind a row of a budget.
                Owners = "owners", Like("days and the coefficient of the country"), Partner, BUDGET,
                    "How many days do the owners without a salary work?";
                /// The planned days of persons in a row of a budget.
                Persons = "persons", Like("days a year"), Partner, BUDGET,
                    "How many days is each person planned for?";
                /// Whether subcontracting is justified in the application.
                SubcontractingJustified = "subcontracting_justified", YesOrNo, Applicant, FORM,
                    "Is the subcontracting justified in the application?";
                /// The phase in the life of a project.
                Phase = "phase", Names(&["application", "preparation", "implementation"]), Authority, "the grant agreement, or the letter of the authority",
                    "Where does the project stand?";
                /// The change asked for in that phase.
                Change = "change", Like("a change"), Applicant, "the request for amendment",
                    "Which change is asked for?";
                /// Whether the change is justified.
                Justified = "justified", YesOrNo, Applicant, "the request for the change",
                    "Is a justification given?";
                /// The specific objective of a measure or project.
                Objective = "objective", Objectives, Authority, PROGRAMME,
                    "Which specific objective does it serve?";
                /// The type of intervention of Annex VI.
                InterventionType = "intervention_type", Like("a code of Annex VI, such as \"II-004\""), Authority, PROGRAMME,
                    "Which type of intervention is it?";
                /// The implementation measure of Annex II.
                Measure = "measure", Like("a point of Annex II, such as \"2(b)\""), Authority, PROGRAMME,
                    "Which implementation measure is it?";
                /// The indicator of Annex VIII.
                Indicator = "indicator", Like("a code of Annex VIII, such as \"R.4.4\""), Authority, PROGRAMME,
                    "Which indicator is it?";
                /// The day on which something is looked at.
                Date = "date", DAY, Applicant, LEDGER, "On which day is it looked at?";
                /// The management mode.
                ManagementMode = "management_mode", Names(ManagementMode::NAMES), Authority, PROGRAMME,
                    "Under which management mode is the money spent?";
                /// The instrument by which money is given.
                Instrument = "instrument", Names(Instrument::NAMES), Authority, PROGRAMME,
                    "By which instrument is the money given?";
                /// The component of the thematic facility.
                Component = "component", Names(Component::NAMES), Authority, PROGRAMME,
                    "Which component of the thematic facility is it?";
                /// The type of action of Art. 15.
                ActionType = "type_of_action", Names(ActionType::NAMES), Authority, PROGRAMME,
                    "Which type of action of Art. 15 is it?";
                /// The contribution of the Union.
                UnionContribution = "union_contribution", EURO, Authority, LEDGER,
                    "How much does the Union contribute?";
                /// The total eligible expenditure.
                TotalEligibleExpenditure = "total_eligible_expenditure", EURO, Authority, LEDGER,
                    "How much is the total eligible expenditure?";
            }
            programme {
                /// Of a programme or operation: the code of the programme (CCI); it gives period, Member State and fund.
                Cci = "cci", Like("a programme code, such as \"2021LU65AMPR001\""), Authority, PROGRAMME,
                    "What is the code of the programme (CCI)?";
                /// Of a programme or operation: when the programme was first submitted to the Commission. Expenditure counts from the earlier of it and 1 January 2021.
                SubmittedOn = "submitted_on", DAY, Authority, PROGRAMME,
                    "On which day was the programme first submitted to the Commission?";
                /// Of a programme or operation: since when expenditure is eligible; the law says 2021-01-01.
                EligibleFrom = "eligible_from", DAY, Authority, PROGRAMME,
                    "From which day is expenditure eligible?";
                /// Of a programme or operation: until when expenditure is eligible; the law says 2029-12-31.
                EligibleUntil = "eligible_until", DAY, Authority, PROGRAMME,
                    "Until which day is expenditure eligible?";
                /// Of a programme or operation: the decisions on the programme, the first adoption among them.
                Decisions = "decisions", A_LIST, Authority, PROGRAMME,
                    "Which decisions were taken on the programme, the first adoption among them?";
                /// Of a programme or operation: where the money comes from.
                Allocations = "allocations", A_LIST, Authority, PROGRAMME,
                    "Where does the money of the programme come from?";
                /// Of a programme or operation: table 3.1 of Annex VI as decided: the commitment of each year, never derived from the total.
                Commitments = "commitments", Like("amounts by year, such as {\"2024\": \"5000000.00\"}"), Authority, PROGRAMME,
                    "What is committed in each year (table 3.1 of Annex VI)?";
                /// Of a programme or operation: the financing table of Annex VI: a row for each objective and type of action.
                Financing = "financing", A_LIST, Authority, PROGRAMME,
                    "What are the rows of the financing table of Annex VI?";
                /// Of a programme or operation: objectives whose share is below 15 %, with the reason.
                BelowMinimum = "below_minimum", A_LIST, Authority, PROGRAMME,
                    "For which objectives is the share below 15 %, and for what reason?";
                /// Of a programme or operation: the indicative breakdown by type of intervention.
                Interventions = "interventions", A_LIST, Authority, PROGRAMME,
                    "How is the allocation broken down by type of intervention?";
                /// Of a programme or operation: the indicators.
                Indicators = "indicators", A_LIST, Authority, PROGRAMME,
                    "Which indicators does the programme have?";
                /// Of a programme or operation: money moved.
                Transfers = "transfers", A_LIST, Authority, PROGRAMME, "Which amounts were transferred?";
                /// Of a programme or operation: the enabling conditions.
                Enabling = "enabling", A_LIST, Authority, SFC,
                    "Which enabling conditions are there, and are they fulfilled?";
                /// Of a programme or operation: the payment applications.
                Applications = "applications", A_LIST, Authority, SFC,
                    "Which payment applications were submitted?";
                /// Of a programme or operation: what the Commission paid.
                Received = "received", A_LIST, Authority, PAID, "What did the Commission pay, and when?";
                /// Of a programme or operation: the accounts of each accounting year.
                Accounts = "accounts", A_LIST, Authority, SFC,
                    "What do the accounts of each accounting year say?";
                /// Of a programme or operation: what will be claimed and when.
                Planned = "planned", A_LIST, Authority, FORECAST, "What will be claimed, and when?";
                /// Of a programme or operation: national rules on eligibility: Art. 63(1) of Regulation (EU) 2021/1060.
                Limits = "limits", AN_OBJECT, Authority, RULES,
                    "Which national rules on eligibility are there?";
                /// Of a programme or operation: amounts that are not decommitted: Art. 106 of Regulation (EU) 2021/1060.
                Exceptions = "exceptions", A_LIST, Authority, LETTER,
                    "Which amounts are not decommitted, and why?";
                /// Of a programme or operation: when lists were last published.
                Publication = "publication", AN_OBJECT, Authority, WEBSITE,
                    "When were the lists last published?";
                /// Of a programme or operation: what it does.
                Kind = "kind", Like("what the decision does, such as \"amendment\""), Authority, PROGRAMME,
                    "What does the decision do?";
                /// Of a programme or operation: its number, such as "C(2022) 7201".
                Number = "number", Like("a number, such as \"C(2022) 7201\""), Authority, PROGRAMME,
                    "What is the number of the decision?";
                /// Of a programme or operation: the version of the programme, or the one that a decision approves.
                Version = "version", Like("the number of a version, such as \"2.0\""), Authority, PROGRAMME,
                    "Which version of the programme is it?";
                /// Of a programme or operation: when the amendment was requested; newly eligible types count from then.
                RequestedOn = "requested_on", DAY, Authority, PROGRAMME,
                    "On which day was the amendment requested?";
                /// Of a programme or operation: the Union's contribution to the programme under it.
                Union = "union", EURO, Authority, PROGRAMME, "How much does the Union contribute?";
                /// Of a programme or operation: when the monitoring committee approved it, where Art. 24(5) asks for that.
                CommitteeOn = "committee_on", DAY, Authority, PROGRAMME,
                    "On which day did the monitoring committee approve it, where Art. 24(5) asks for that?";
                /// Of a programme or operation: where it comes from.
                Source = "source", A_WORD, Authority, PROGRAMME, "Where does the amount come from?";
                /// Of a programme or operation: its reference, such as "AMIF/2024/SA/1.2.4".
                Reference = "reference", Like("a reference, such as \"AMIF/2024/SA/1.2.4\""), Authority, PROGRAMME,
                    "What is its reference?";
                /// Of a programme or operation: the type of action.
                Action = "action", Like("a type of action by its article, such as \"15(1)\""), Authority, PROGRAMME,
                    "Which type of action is it?";
                /// Of a programme or operation: whether it may be used for its purpose alone.
                Earmarked = "earmarked", YesOrNo, Authority, PROGRAMME,
                    "May the amount be used for its purpose alone?";
                /// Of a programme or operation: when an amount was decided.
                DecidedOn = "decided_on", DAY, Authority, PROGRAMME, "On which day was the amount decided?";
                /// Of a programme or operation: the year of the commitment that an exception is about.
                CommitmentYear = "commitment_year", A_YEAR, Authority, PROGRAMME,
                    "Of which year is the commitment that is excepted?";
                /// Of a programme or operation: why an amount is excepted.
                Ground = "ground", A_WORD, Authority, PROGRAMME, "On which ground is the amount excepted?";
                /// Of a programme or operation: its own rate of pre-financing, per cent: the column of Appendix 3 to Annex VI.
                Prefinancing = "prefinancing", RATE, Authority, PROGRAMME,
                    "Which rate of pre-financing does the amount have, in per cent?";
                /// Of a programme or operation: what the rate applies to.
                Basis = "basis", A_WORD, Authority, PROGRAMME, "What does the rate apply to?";
                /// Of a programme or operation: the national public contribution, column (c).
                Public = "public", EURO, Authority, PROGRAMME,
                    "How much is the national public contribution (column c)?";
                /// Of a programme or operation: the national private contribution, column (d).
                Private = "private", EURO, Authority, PROGRAMME,
                    "How much is the national private contribution (column d)?";
                /// Of a programme or operation: the total, column (e).
                Total = "total", EURO, Authority, PROGRAMME, "How much is the total (column e)?";
                /// Of a programme or operation: the rate, column (f), per cent.
                Rate = "rate", RATE, Authority, PROGRAMME,
                    "What is the rate, in per cent?";
                /// Of a programme or operation: the code of Annex VI of Regulation (EU) 2021/1147, such as "1-II-004".
                Code = "code", Like("a code, such as \"1-II-004\""), Authority, PROGRAMME,
                    "Which code of Annex VI of Regulation (EU) 2021/1147 is it?";
                /// Of a programme or operation: the version of the programme that brought the type in.
                Since = "since", Like("the number of a version"), Authority, PROGRAMME,
                    "Which version of the programme brought the type in?";
                /// Of a programme or operation: the code, such as "O.2.3.1".
                Id = "id", Like("a code, such as \"O.2.3.1\""), Authority, PROGRAMME,
                    "What is the code of the indicator?";
                /// Of a programme or operation: the milestone of the end of 2024; output indicators only.
                Milestone2024 = "milestone_2024", NUMBER, Authority, PROGRAMME,
                    "What is the milestone of the end of 2024?";
                /// Of a programme or operation: the target of the end of 2029.
                Target2029 = "target_2029", NUMBER, Authority, PROGRAMME,
                    "What is the target of the end of 2029?";
                /// Of a programme or operation: the values reached.
                Achieved = "achieved", A_LIST, Authority, TRANSMITTED, "Which values were reached, and when?";
                /// Of a programme or operation: the day.
                On = "on", DAY, Authority, PROGRAMME, "On which day?";
                /// Of a programme or operation: the value.
                Value = "value", NUMBER, Authority, PROGRAMME, "What is the value?";
                /// Of a programme or operation: from which objective or fund.
                From = "from", A_WORD, Authority, PROGRAMME,
                    "From which objective or fund was it transferred?";
                /// Of a transfer: to which objective, fund or instrument.
                To = "to", A_WORD, Authority, PROGRAMME,
                    "To which objective, fund or instrument was it transferred?";
                /// Of a programme or operation: the amount.
                Amount = "amount", EURO, Authority, PROGRAMME, "How much is it?";
                /// Of a programme or operation: the years of the budget that it changes.
                Years = "years", YEARS, Authority, PROGRAMME, "Which years of the budget does it change?";
                /// Of a programme or operation: the category.
                Category = "category", A_WORD, Authority, PROGRAMME,
                    "Which category does the person belong to?";
                /// Of a programme or operation: the last day.
                Until = "until", DAY, Authority, PROGRAMME, "Until which day?";
                /// Of a programme or operation: whether it is fulfilled.
                Fulfilled = "fulfilled", YesOrNo, Authority, PROGRAMME, "Is the condition fulfilled?";
                /// Of a programme or operation: the longest operation, in months.
                MaxMonths = "max_months", COUNT, Authority, RULES,
                    "How many months may an operation last at most?";
                /// Of a programme or operation: the smallest support a year.
                MinSupportAYear = "min_support_a_year", EURO, Authority, RULES,
                    "How much support must an operation have a year at least?";
                /// Of a programme or operation: rates of the Union's share by type of action, per cent.
                Rates = "rates", Like("rates by type of action, such as {\"15(1)\": \"75\"}"), Authority, RULES,
                    "Which share does the Union pay by type of action, in per cent?";
                /// Of a programme or operation: the flat rate for indirect costs that every operation uses: 54a, 54b or 54c.
                Indirect = "indirect", Names(&["54a", "54b", "54c"]), Authority, RULES,
                    "Which flat rate for indirect costs does every operation use?";
                /// Of a programme or operation: the unit costs that are used.
                UnitCosts = "unit_costs", A_LIST, Authority, RULES, "Which unit costs are used?";
                /// Of a programme or operation: what one unit is.
                Unit = "unit", Like("a text"), Authority, PROGRAMME, "What is one unit?";
                /// Of a programme or operation: when the list of operations was published; at least every four months.
                ListOn = "list_on", DAYS, Authority, WEBSITE,
                    "On which days was the list of operations published?";
                /// Of a programme or operation: when the calendar of calls was updated; at least three times a year.
                CalendarOn = "calendar_on", DAYS, Authority, WEBSITE,
                    "On which days was the calendar of calls updated?";
                /// Of a programme or operation: the accounting year, by the year of its 30 June.
                AccountingYear = "accounting_year", A_YEAR, Authority, LEDGER,
                    "Which accounting year is it, by the year of its 30 June?";
                /// Of a programme or operation: where it stands.
                Status = "status", A_WORD, Authority, LEDGER, "Where does it stand?";
                /// Of a programme or operation: eligible expenditure of solidarity actions among the rows; it bears no technical assistance.
                SolidarityExpenditure = "solidarity_expenditure", EURO, Authority, LEDGER,
                    "How much of the rows is eligible expenditure of solidarity actions?";
                /// Of a programme or operation: advances of State aid among the expenditure of an application.
                Advances = "advances", EURO, Authority, LEDGER,
                    "How much of the expenditure is advances of State aid?";
                /// Of a programme or operation: the Union's contribution for technical assistance under Art. 36(5).
                TechnicalAssistance = "technical_assistance", EURO, Authority, LEDGER,
                    "How much does the Union contribute to technical assistance under Art. 36(5)?";
                /// Of a programme or operation: expenditure under an enabling condition that is not fulfilled: declared, and not paid.
                UnfulfilledExpenditure = "unfulfilled_expenditure", EURO, Authority, LEDGER,
                    "How much expenditure is declared under an enabling condition that is not fulfilled?";
                /// Of a programme or operation: total eligible expenditure, column (B).
                Expenditure = "expenditure", EURO, Authority, LEDGER,
                    "How much is the total eligible expenditure (column B)?";
                /// Of a programme or operation: the payment application that it pays, by its id.
                Application = "application", Like("the id of a payment application"), Authority, LEDGER,
                    "Which payment application does it pay?";
                /// Of a programme or operation: whether the Member State asked for more time.
                ExtensionRequested = "extension_requested", YesOrNo, Authority, LEDGER,
                    "Did the Member State ask for more time?";
                /// Of a programme or operation: what the audit found.
                Errors = "errors", AN_OBJECT, Authority, LEDGER, "What did the audit find?";
                /// Of a programme or operation: expenditure withdrawn during the year.
                Withdrawn = "withdrawn", EURO, Authority, LEDGER,
                    "How much expenditure was withdrawn during the year?";
                /// Of a programme or operation: expenditure taken out while it is being assessed.
                UnderAssessment = "under_assessment", EURO, Authority, LEDGER,
                    "How much expenditure was taken out while it is being assessed?";
                /// Of a programme or operation: the expenditure declared, from which the sample was drawn.
                Population = "population", EURO, Authority, LEDGER,
                    "How much is the declared expenditure from which the sample was drawn?";
                /// Of a programme or operation: all errors, extrapolated.
                TotalErrors = "total_errors", EURO, Authority, LEDGER,
                    "How much are all errors, extrapolated?";
                /// Of a programme or operation: what was corrected.
                Corrections = "corrections", EURO, Authority, LEDGER, "How much was corrected?";
                /// Of a programme or operation: the code of the programme.
                Programme = "programme", Like("a programme code, such as \"2021LU65AMPR001\""), Authority, LEDGER,
                    "What is the code of the programme?";
                /// Of a programme or operation: the title.
                Title = "title", Like("a text"), Authority, LEDGER, "What is the title of the operation?";
                /// Of a programme or operation: what it is for.
                Purpose = "purpose", Like("a text"), Authority, LEDGER, "What is the operation for?";
                /// Of a programme or operation: the reference of the earmarked allocation that pays for it.
                Earmark = "earmark", Like("the reference of an allocation, such as \"AMIF/2024/SA/1.2.4\""), Authority, LEDGER,
                    "Which earmarked allocation pays for the operation?";
                /// Of a programme or operation: who initiates it.
                Beneficiary = "beneficiary", AN_OBJECT, Authority, LEDGER, "Who initiates the operation?";
                /// Of a programme or operation: who else takes part.
                Partners = "partners", A_LIST, Authority, LEDGER, "Who else takes part in the operation?";
                /// Of a programme or operation: when it was applied for.
                AppliedOn = "applied_on", DAY, Authority, LEDGER, "On which day was the support applied for?";
                /// Of a programme or operation: when it was selected.
                SelectedOn = "selected_on", DAY, Authority, LEDGER,
                    "On which day was the operation selected?";
                /// Of a programme or operation: the day of the document that sets out the conditions for support: Art. 73(3).
                ConditionsOn = "conditions_on", DAY, Authority, LEDGER,
                    "Of which day is the document that sets out the conditions for support?";
                /// Of a programme or operation: the first day.
                StartsOn = "starts_on", DAY, Authority, LEDGER, "On which day does the operation start?";
                /// Of a programme or operation: the last day.
                EndsOn = "ends_on", DAY, Authority, LEDGER, "On which day does the operation end?";
                /// Of a programme or operation: when it was physically completed: Art. 63(6).
                CompletedOn = "completed_on", DAY, Authority, LEDGER,
                    "On which day was the operation physically completed?";
                /// Of a programme or operation: when the monitoring committee approved the criteria.
                CriteriaOn = "criteria_on", DAY, Authority, LEDGER,
                    "On which day did the monitoring committee approve the criteria?";
                /// Of a programme or operation: where it takes place.
                Location = "location", AN_OBJECT, Authority, LEDGER, "Where does the operation take place?";
                /// Of a programme or operation: whether the support is State aid.
                StateAid = "state_aid", YesOrNo, Authority, LEDGER, "Is the support State aid?";
                /// Of a programme or operation: an advance of State aid.
                Advance = "advance", AN_OBJECT, Authority, LEDGER, "Which advance of State aid was paid?";
                /// Of a programme or operation: whether it is of strategic importance.
                Strategic = "strategic", YesOrNo, Authority, LEDGER,
                    "Is the operation of strategic importance?";
                /// Of a programme or operation: whether it invests in infrastructure or productive investment, or buys equipment.
                Investment = "investment", YesOrNo, Authority, LEDGER,
                    "Does the operation invest in infrastructure or productive investment, or buy equipment?";
                /// Of a programme or operation: what it costs.
                Cost = "cost", AN_OBJECT, Authority, LEDGER, "What does the operation cost?";
                /// Of a programme or operation: who pays.
                Support = "support", AN_OBJECT, Authority, LEDGER,
                    "Who pays for the operation, and how much?";
                /// Of a programme or operation: the currency of its amounts, such as "PLN". Left out: euro.
                Currency = "currency", Like("the code of a currency, such as \"PLN\"; left out: euro"), Authority, LEDGER,
                    "In which currency are the amounts?";
                /// Of a programme or operation: the forms of cost used.
                Forms = "forms", A_LIST, Authority, LEDGER, "Which forms of cost are used?";
                /// Of a programme or operation: its public contracts.
                Contracts = "contracts", A_LIST, Authority, LEDGER,
                    "Which public contracts does the operation have?";
                /// Of a programme or operation: its staff, by key.
                Staff = "staff", A_LIST, Authority, LEDGER, "Which staff does the operation have, by key?";
                /// Of a programme or operation: its items of expenditure.
                Items = "items", A_LIST, Authority, LEDGER,
                    "Which items of expenditure does the operation have?";
                /// Of a programme or operation: the beneficiary's claims.
                Claims = "claims", A_LIST, Authority, LEDGER, "What did the beneficiary claim, and when?";
                /// Of a programme or operation: the answers to the points of Art. 73(2).
                Selection = "selection", AN_OBJECT, Authority, LEDGER,
                    "What does the managing authority answer to the points of Art. 73(2)?";
                /// Of an operation: the answer to Art. 73(2), point (a).
                PointA = "a", AN_ANSWER, Authority, LEDGER, "Does it comply with the programme? (Art. 73(2), point (a))";
                /// Of an operation: the answer to Art. 73(2), point (b).
                PointB = "b", AN_ANSWER, Authority, LEDGER, "Is it consistent with the strategies under enabling conditions? (Art. 73(2), point (b))";
                /// Of an operation: the answer to Art. 73(2), point (c).
                PointC = "c", AN_ANSWER, Authority, LEDGER, "Has it the best relation between support, activities and objectives? (Art. 73(2), point (c))";
                /// Of an operation: the answer to Art. 73(2), point (d).
                PointD = "d", AN_ANSWER, Authority, LEDGER, "Can the beneficiary pay for operation and maintenance? (Art. 73(2), point (d))";
                /// Of an operation: the answer to Art. 73(2), point (e).
                PointE = "e", AN_ANSWER, Authority, LEDGER, "Was the environmental impact assessed? (Art. 73(2), point (e))";
                /// Of an operation: the answer to Art. 73(2), point (f).
                PointF = "f", AN_ANSWER, Authority, LEDGER, "Was the law complied with, where it began before the application? (Art. 73(2), point (f))";
                /// Of an operation: the answer to Art. 73(2), point (g).
                PointG = "g", AN_ANSWER, Authority, LEDGER, "Is it within the scope of the Fund, with a type of intervention? (Art. 73(2), point (g))";
                /// Of an operation: the answer to Art. 73(2), point (h).
                PointH = "h", AN_ANSWER, Authority, LEDGER, "Does it include no relocation? (Art. 73(2), point (h))";
                /// Of an operation: the answer to Art. 73(2), point (i).
                PointI = "i", AN_ANSWER, Authority, LEDGER, "Is it free of a reasoned opinion? (Art. 73(2), point (i))";
                /// Of an operation: the answer to Art. 73(2), point (j).
                PointJ = "j", AN_ANSWER, Authority, LEDGER, "Is its infrastructure climate-proof? (Art. 73(2), point (j))";
                /// Of a programme or operation: how the Union's support is shown.
                Visibility = "visibility", AN_OBJECT, Authority, LEDGER, "How is the Union's support shown?";
                /// Of a programme or operation: where the beneficiary is an international organisation: Art. 22 of Regulation (EU) 2021/1147.
                International = "international", AN_OBJECT, Authority, LEDGER,
                    "Which documents of an international organisation came, and when?";
                /// Of a programme or operation: the last payment to the beneficiary.
                LastPaymentOn = "last_payment_on", DAY, Authority, LEDGER,
                    "On which day was the last payment to the beneficiary?";
                /// Of a programme or operation: what happened after the end.
                Events = "events", A_LIST, Authority, LEDGER, "What happened to the operation after its end?";
                /// Of a programme or operation: when it was last on the published list.
                ListedOn = "listed_on", DAY, Authority, LEDGER,
                    "On which day was the operation last on the published list?";
                /// Of a programme or operation: whether it is left off the list, or shown otherwise, for reasons of security.
                SecurityExempt = "security_exempt", YesOrNo, Authority, LEDGER,
                    "Is the operation left off the list, or shown otherwise, for reasons of security?";
                /// Of a programme or operation: what it is.
                Form = "form", A_WORD, Authority, LEDGER, "Which form is it?";
                /// Of a programme or operation: whether it is a small or medium-sized enterprise.
                Sme = "sme", YesOrNo, Authority, LEDGER,
                    "Is the beneficiary a small or medium-sized enterprise?";
                /// Of a programme or operation: whether it can recover value added tax.
                VatRecoverable = "vat_recoverable", YesOrNo, Authority, LEDGER,
                    "Can the beneficiary recover value added tax?";
                /// Of a programme or operation: whether its beneficial owners are known: Art. 69(2).
                OwnersKnown = "owners_known", YesOrNo, Authority, LEDGER,
                    "Are the beneficial owners of the beneficiary known?";
                /// Of a programme or operation: whether it is with or in a third country.
                ThirdCountry = "third_country", YesOrNo, Authority, LEDGER,
                    "Is the operation with or in a third country?";
                /// Of a programme or operation: when the Commission was consulted.
                ConsultedOn = "consulted_on", DAY, Authority, LEDGER,
                    "On which day was the Commission consulted?";
                /// Of a programme or operation: the aid as a whole; an advance is at most 40 % of it.
                Aid = "aid", EURO, Authority, LEDGER, "How much is the aid as a whole?";
                /// Of a programme or operation: when it was paid.
                PaidOn = "paid_on", DAY, Authority, LEDGER, "On which day was it paid?";
                /// Of a programme or operation: whether a guarantee covers it.
                Guaranteed = "guaranteed", YesOrNo, Authority, LEDGER, "Does a guarantee cover the advance?";
                /// Of a programme or operation: how much of it is covered by expenditure.
                Covered = "covered", EURO, Authority, LEDGER,
                    "How much of the advance is covered by expenditure?";
                /// Of a programme or operation: when it was covered in full.
                CoveredOn = "covered_on", DAY, Authority, LEDGER,
                    "On which day was the advance covered in full?";
                /// Of a programme or operation: the eligible cost.
                Eligible = "eligible", EURO, Authority, LEDGER, "How much is the eligible cost?";
                /// Of a programme or operation: whether the total includes value added tax.
                VatIncluded = "vat_included", YesOrNo, Authority, LEDGER,
                    "Does the total include value added tax?";
                /// Of a programme or operation: direct costs.
                Direct = "direct", EURO, Authority, LEDGER, "How much are the direct costs?";
                /// Of a programme or operation: direct costs that are procured.
                Procured = "procured", EURO, Authority, LEDGER, "How much of the direct costs is procured?";
                /// Of a programme or operation: land.
                Land = "land", EURO, Authority, LEDGER, "How much of the cost is land?";
                /// Of a programme or operation: what the land is.
                LandKind = "land_kind", A_WORD, Authority, LEDGER, "What land is it?";
                /// Of a programme or operation: contributions in kind.
                InKind = "in_kind", EURO, Authority, LEDGER, "How much are the contributions in kind?";
                /// Of a programme or operation: the article.
                Article = "article", Like("an article, such as \"54a\""), Authority, LEDGER,
                    "Which article allows the form of cost?";
                /// Of a programme or operation: what the rate is of.
                Base = "base", EURO, Authority, LEDGER, "How much is the base of the rate?";
                /// Of a programme or operation: whether the rate was calculated under Art. 53(3)(a).
                Calculated = "calculated", YesOrNo, Authority, LEDGER,
                    "Was the rate calculated under Art. 53(3)(a)?";
                /// Of a programme or operation: whether a draft budget was agreed.
                DraftBudget = "draft_budget", YesOrNo, Authority, LEDGER, "Was a draft budget agreed?";
                /// Of a programme or operation: when it was agreed.
                AgreedOn = "agreed_on", DAY, Authority, LEDGER, "On which day was it agreed?";
                /// Of a programme or operation: the kinds of items that it covers.
                Covers = "covers", A_LIST, Authority, LEDGER, "Which kinds of items does it cover?";
                /// Of a programme or operation: whether it is above the thresholds of Directive 2014/24/EU, Art. 4.
                AboveThreshold = "above_threshold", YesOrNo, Authority, LEDGER,
                    "Is the contract above the thresholds of Directive 2014/24/EU, Art. 4?";
                /// Of a programme or operation: the key of the person; never a name.
                Person = "person", Like("a key"), Authority, LEDGER, "What is the key of the person?";
                /// Of a person: whether the person is of a vulnerable group of Art. 19(3).
                Vulnerable = "vulnerable", YesOrNo, Authority, LEDGER,
                    "Is the person of a vulnerable group of Art. 19(3)?";
                /// Of a person: whether the person is an unaccompanied minor.
                UnaccompaniedMinor = "unaccompanied_minor", YesOrNo, Authority, LEDGER,
                    "Is the person an unaccompanied minor?";
                /// Of a person: the reference of the allocation that pays.
                Allocation = "allocation", Like("the reference of an allocation"), Authority, LEDGER,
                    "Which allocation pays for the person?";
                /// Of a programme or operation: the year.
                Year = "year", COUNT, Authority, LEDGER, "Which year is it?";
                /// Of a programme or operation: the latest documented annual gross employment costs.
                AnnualGross = "annual_gross", EURO, Authority, LEDGER,
                    "How much are the latest documented annual gross employment costs?";
                /// Of a programme or operation: the latest documented monthly gross employment costs.
                MonthlyGross = "monthly_gross", EURO, Authority, LEDGER,
                    "How much are the latest documented monthly gross employment costs?";
                /// Of a programme or operation: the average monthly working time of the employment document.
                MonthlyHours = "monthly_hours", NUMBER, Authority, LEDGER,
                    "How many hours a month does the employment document state on average?";
                /// Of a programme or operation: the share of full time: "1" or "0.6".
                FullTimeShare = "full_time_share", NUMBER, Authority, LEDGER,
                    "Which share of full time is it?";
                /// Of a programme or operation: the hourly rate used.
                Hourly = "hourly", EURO, Authority, LEDGER, "How much is the hourly rate used?";
                /// Of a programme or operation: the hours declared.
                Hours = "hours", NUMBER, Authority, LEDGER, "How many hours are declared?";
                /// Of a programme or operation: the amount in euro, as registered by the accounting function: Art. 76.
                Eur = "eur", EURO, Authority, LEDGER,
                    "How much is it in euro, as registered by the accounting function?";
                /// Of a programme or operation: when it was incurred.
                IncurredOn = "incurred_on", DAY, Authority, LEDGER, "On which day was it incurred?";
                /// Of a programme or operation: how many units or hours.
                Quantity = "quantity", NUMBER, Authority, LEDGER, "How many units or hours are they?";
                /// Of a programme or operation: the rate of pay for equivalent work, where it is unpaid work.
                UnitRate = "unit_rate", EURO, Authority, LEDGER,
                    "How much is paid for equivalent work, where it is unpaid work?";
                /// Of a programme or operation: what makes one expenditure the same as another, such as a hash of supplier, invoice and line.
                Key = "key", Like("a key"), Authority, LEDGER,
                    "By which key is the expenditure told from others, such as a hash of supplier, invoice and line?";
                /// Of a programme or operation: when it was received, complete.
                ReceivedOn = "received_on", DAY, Authority, LEDGER,
                    "On which day was the claim received, complete?";
                /// Of a programme or operation: when the clock stood still.
                Stopped = "stopped", A_LIST, Authority, LEDGER,
                    "From when until when did the clock stand still?";
                /// Of a programme or operation: what is due.
                Due = "due", EURO, Authority, LEDGER, "How much is due?";
                /// Of a programme or operation: what was paid.
                Paid = "paid", EURO, Authority, LEDGER, "How much was paid?";
                /// Of a programme or operation: a statement on documents and material.
                Statement = "statement", YesOrNo, Authority, LEDGER,
                    "Is there a statement on documents and material?";
                /// Of a programme or operation: a description on the website.
                Website = "website", YesOrNo, Authority, LEDGER, "Is there a description on the website?";
                /// Of a programme or operation: a durable plaque or billboard.
                Plaque = "plaque", YesOrNo, Authority, LEDGER, "Is there a durable plaque or billboard?";
                /// Of a programme or operation: a poster of at least A3 or an electronic display.
                Poster = "poster", YesOrNo, Authority, LEDGER,
                    "Is there a poster of at least A3 or an electronic display?";
                /// Of a programme or operation: an event with the Commission.
                Event = "event", YesOrNo, Authority, LEDGER, "Was there an event with the Commission?";
                /// Of a programme or operation: why other rules hold.
                Derogation = "derogation", Like("a text"), Authority, LEDGER, "Why do other rules hold?";
                /// Of a programme or operation: whether its systems were assessed by the Commission.
                PillarAssessed = "pillar_assessed", YesOrNo, Authority, LEDGER,
                    "Did the Commission assess the systems of the organisation?";
                /// Of a programme or operation: when the report came with the claim.
                ReportOn = "report_on", DAY, Authority, LEDGER,
                    "On which day did the report come with the claim?";
                /// Of a programme or operation: when the management declaration came.
                DeclarationOn = "declaration_on", DAY, Authority, LEDGER,
                    "On which day did the management declaration come?";
                /// Of a programme or operation: when the accounts came.
                AccountsOn = "accounts_on", DAY, Authority, LEDGER, "On which day did the accounts come?";
                /// Of a programme or operation: when the audit opinion came.
                OpinionOn = "opinion_on", DAY, Authority, LEDGER, "On which day did the audit opinion come?";
            }
        }
    };
}
pub(crate) use every_fact;
