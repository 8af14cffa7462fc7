//! The open questions of programmes, payments, operations and persons, in words.

/// Makes the enum of questions and their words from one table: none is without words.
macro_rules! questions {
    ($($variant:ident = $id:literal, $words:literal;)+) => {
        /// A question that neither the facts nor the sources at hand answer, and on which outcomes depend.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub(crate) enum Doubt {
            $(#[doc = $words] $variant,)+
        }

        impl Doubt {
            const ALL: &'static [Doubt] = &[$(Doubt::$variant,)+];

            /// The id that reports name.
            pub(crate) const fn as_str(self) -> &'static str {
                match self {
                    $(Doubt::$variant => $id,)+
                }
            }

            /// The question in words.
            const fn words(self) -> &'static str {
                match self {
                    $(Doubt::$variant => $words,)+
                }
            }
        }
    };
}

questions! {
    AmountInEuro = "amount-in-euro", "What does the amount come to in euro? Only items have a registered one, and none is computed.";
    AmountOfTheDay = "amount-of-the-day", "Which amount was in force on the day? The sources differ, or the one that covers it was not read.";
    AmountRegisteredAsNothing = "amount-registered-as-nothing", "Is the amount in another currency so small that it is nothing in euro? Zero is registered of it, and no rate is used.";
    ApplicationOfThatId = "application-of-that-id", "Which of the payment applications of one id is meant? Several have it.";
    BaseOfOperatingSupport = "base-of-operating-support", "Does operating support go by what Art. 13(1) allocates, or by all that is allocated to the programme, such as specific actions?";
    BaseOfTechnicalAssistance = "base-of-technical-assistance", "Does technical assistance of 6 % go by the eligible expenditure of the application, or by the share of the programme?";
    BasisOfTheTypeOfAction = "basis-of-the-type-of-action", "Which holds for the objective and type of action, the row on total or that on public contributions? The decision says one of the two for each type of action.";
    CategoryAgainstThePerson = "category-against-the-person", "Which holds, the category of the person or what the record says against it?";
    CategoryOfTheEarlierEntry = "category-of-the-earlier-entry", "Of which category is the earlier entry of the person? It is not stated there, and decides whether the amount is the same.";
    ChangesOf2026 = "changes-of-2026", "Did the changes of 2026 apply from 12 June or from 1 July 2026? The sources differ.";
    CodeOnTheDay = "code-on-the-day", "Was the type of intervention in force on the day? No source says it of that day.";
    DayOfTheCheck = "day-of-the-check", "On which day is the operation looked at? No day is stated.";
    DaysOfTheClaim = "days-of-the-claim", "Which days of the claim are right? It was paid before it was received, or the clock went on before it stood still.";
    DaysOfTheException = "days-of-the-exception", "Which days of the exception are right? Its ground is stated to end before it begins.";
    DecisionOfOneDay = "decision-of-one-day", "Which of the decisions of one day is the one that counts: the first adoption, or the latest decision? They say different amounts.";
    DraftBudgetOfTheDay = "draft-budget-of-the-day", "Which holds, that no draft budget was agreed, or the day on which one was?";
    EachAmountDue = "each-amount-due", "Is the amount of each of the entries due that name one person? That was not read, or a category is not stated.";
    EarmarkedInitialAllocation = "earmarked-initial-allocation", "Which holds, that the amount is of what Art. 13(1) allocates, or that it may be used for its purpose alone?";
    EmergencyAssistanceCompletedBefore = "emergency-assistance-completed-before", "May emergency assistance be selected that was completed before it was applied for?";
    EndsBeforeItsStart = "ends-before-its-start", "How long does an operation take that ends before it starts?";
    FirstPublication = "first-publication", "By when must the list be published for the first time?";
    FormsAndItemsBeyondTheBound = "forms-and-items-beyond-the-bound", "What do all forms and items come to? There are more of them than are looked at one against the other.";
    ItemOfAnotherOperation = "item-of-another-operation", "Was the item of the other operation declared, at an amount above zero?";
    KeptLongerUnderStateAid = "kept-longer-under-state-aid", "How long do the rules on State aid have the documents kept?";
    LastPaymentToCome = "last-payment-to-come", "Which payment to the beneficiary was the last? The day that is stated for it is still to come.";
    LawAfterThePeriod = "law-after-the-period", "What does the law say after 2027?";
    LessStatedThanItems = "less-stated-than-items", "Which holds, the cost as stated or what the items come to, which is more?";
    ListedAfterTheDay = "listed-after-the-day", "When was the list updated last before the day of the check? Only a later day is stated.";
    MinorOfNoVulnerableGroup = "minor-of-no-vulnerable-group", "Which holds, that the person is of no vulnerable group, or an unaccompanied minor, who is of one?";
    NoneStatedBesideItems = "none-stated-beside-items", "Which holds, that there is none, as the cost says, or the items that are of it?";
    OneEmploymentOrSeveral = "one-employment-or-several", "Are the entries of different shares of full time one employment, or several?";
    OnePersonInSeveralOperations = "one-person-in-several-operations", "Is it one person whose key stands in several operations, and one employment?";
    OrderOfOneDay = "order-of-one-day", "Which of the applications of one day was submitted first?";
    OtherPapersOfTheOrganisation = "other-papers-of-the-organisation", "Did a paper of its own come with each claim? The day that is stated is that of another claim, too, or of an earlier year.";
    OwnersBeforeTheDuty = "owners-before-the-duty", "Are the beneficial owners kept of whoever was selected before 1 January 2023 and is still a recipient? The duty is on recipients and names no day of selection.";
    PaymentUnderWay = "payment-under-way", "Was more paid, or is a payment still under way, than what is stated to have been received?";
    PeriodOf29February = "period-of-29-february", "Into which submission period of payment applications does 29 February fall, that which ends in February or that which ends in May?";
    PreFinancingNotReceived = "pre-financing-not-received", "Is pre-financing used, so that it covers commitments, that fell due and was not received?";
    PreFinancingOutsideThePeriod = "pre-financing-outside-the-period", "Which pre-financing is due where the programme was adopted on a day outside 2021 to 2027?";
    ProgrammeOfTheOtherOperation = "programme-of-the-other-operation", "Is the other operation of that id one of the same programme?";
    RateOfNoHours = "rate-of-no-hours", "Which rate do documents give whose hours are none?";
    RateThatIsNotListed = "rate-that-is-not-listed", "Which holds, the list of forms of cost, or the item that is the result of a rate which the list does not have?";
    RowOfTheAdvances = "row-of-the-advances", "Of which rows of the application are the advances of State aid?";
    SiteOfTheBeneficiary = "site-of-the-beneficiary", "Does the beneficiary have a website or an account on social media on which to describe the operation?";
    SolidarityExpenditureFrom11June2024 = "solidarity-expenditure-from-11-june-2024", "Is expenditure on a solidarity action eligible before there is a rate?";
    StatusOfAnotherOperation = "status-of-another-operation", "Was the other operation refused? Its status is not stated.";
    StaysLongerUnderStateAid = "stays-longer-under-state-aid", "How long do the rules on State aid have an investment stay?";
    TaxInTheEligibleCost = "tax-in-the-eligible-cost", "Is the tax in a part of the costs whose total includes it?";
    ThematicMoneyNotEarmarked = "thematic-money-not-earmarked", "Which holds, that the amount is of the thematic facility, of Art. 19 or of Art. 20, or that it may be used for any purpose?";
    TotalWithTheTax = "total-with-the-tax", "What does the total come to with the tax, which is stated without it?";
    TransferByDecision = "transfer-by-decision", "Did the Commission itself decide the transfer, with the amendment of its days? The limits of Art. 24(5) are on what is moved without a decision.";
    TypeOfTheItem = "type-of-the-item", "Of which of the operation's types of intervention is the item? They count from different days.";
    TypeThatTheProgrammeLacks = "type-that-the-programme-lacks", "From when does a type of intervention count that the programme does not have?";
    TypesOfTheProgramme = "types-of-the-programme", "From when does the type count? The table of types of intervention of the programme is not stated.";
    UnpaidUnderACondition = "unpaid-under-a-condition", "How much less is paid because of the expenditure under an enabling condition that is not fulfilled?";
    VersionThatWasNotDecided = "version-that-was-not-decided", "From when does a type of intervention count that a version brought in which none of the decisions approved?";
    WhatARateIsOf = "what-a-rate-is-of", "Is the form a flat rate, and of which costs? Only those may be real beside it, and no file says it of a method of the authority's own.";
    WhatAUnitCostOrLumpSumIsOf = "what-a-unit-cost-or-lump-sum-is-of", "Which costs does the unit cost or lump sum pay for?";
    WhoseTaxItIs = "whose-tax-it-is", "Whose tax is it? One of those who take part can recover it, and another cannot.";
    YearsOfAnSme = "years-of-an-sme", "Does the Member State say three years, and not five, for what a small or medium-sized enterprise keeps?";
}

/// An open question, by the id that outcomes name; `None` for an id that is none of them.
pub(crate) fn in_words(id: &str) -> Option<&'static str> {
    Doubt::ALL.iter().find(|question| question.as_str() == id).map(|question| question.words())
}

#[cfg(test)]
mod tests {
    use super::{Doubt, in_words};

    #[test]
    fn every_question_asks_something_and_stands_in_order() {
        assert!(Doubt::ALL.is_sorted_by(|a, b| a.as_str() < b.as_str()));
        assert!(Doubt::ALL.iter().all(|question| question.words().contains('?')));
        assert_eq!(in_words("greenland"), None, "it is a call's");
    }
}
