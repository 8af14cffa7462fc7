//! The open questions of programmes, payments, operations and persons, in words.

/// An open question, by the id that outcomes name; `None` for an id that is none of them.
pub(crate) fn in_words(id: &str) -> Option<&'static str> {
    QUESTIONS.iter().find(|(known, _)| *known == id).map(|(_, question)| *question)
}

/// Each id with its question.
const QUESTIONS: &[(&str, &str)] = &[
    (
        "amount-in-euro",
        "What does the amount come to in euro? Only items have a registered one, and none is computed.",
    ),
    (
        "amount-of-the-day",
        "Which amount was in force on the day? The sources differ, or the one that covers it was not read.",
    ),
    (
        "base-of-technical-assistance",
        "Does technical assistance of 6 % go by the eligible expenditure of the application, or by the share of the programme?",
    ),
    (
        "category-against-the-person",
        "Which holds, the category of the person or what the record says against it?",
    ),
    (
        "category-of-the-earlier-entry",
        "Of which category is the earlier entry of the person? It is not stated there, and decides whether the amount is the same.",
    ),
    (
        "changes-of-2026",
        "Did the changes of 2026 apply from 12 June or from 1 July 2026? The sources differ.",
    ),
    ("code-on-the-day", "Was the type of intervention in force on the day? No source says it of that day."),
    ("day-of-the-check", "On which day is the operation looked at? No day is stated."),
    (
        "each-amount-due",
        "Is the amount of each of the entries due that name one person? That was not read, or a category is not stated.",
    ),
    (
        "emergency-assistance-completed-before",
        "May emergency assistance be selected that was completed before it was applied for?",
    ),
    ("ends-before-its-start", "How long does an operation take that ends before it starts?"),
    ("first-publication", "By when must the list be published for the first time?"),
    (
        "forms-and-items-beyond-the-bound",
        "What do all forms and items come to? There are more of them than are looked at one against the other.",
    ),
    ("item-of-another-operation", "Was the item of the other operation declared, at an amount above zero?"),
    ("kept-longer-under-state-aid", "How long do the rules on State aid have the documents kept?"),
    ("law-after-the-period", "What does the law say after 2027?"),
    ("less-stated-than-items", "Which holds, the cost as stated or what the items come to, which is more?"),
    (
        "listed-after-the-day",
        "When was the list updated last before the day of the check? Only a later day is stated.",
    ),
    (
        "none-stated-beside-items",
        "Which holds, that there is none, as the cost says, or the items that are of it?",
    ),
    (
        "one-employment-or-several",
        "Are the entries of different shares of full time one employment, or several?",
    ),
    ("order-of-one-day", "Which of the applications of one day was submitted first?"),
    (
        "other-papers-of-the-organisation",
        "Did the paper that is stated come for the claim in question, or was there another one beside it?",
    ),
    (
        "payment-under-way",
        "Was more paid, or is a payment still under way, than what is stated to have been received?",
    ),
    (
        "pre-financing-not-received",
        "Is pre-financing used, so that it covers commitments, that fell due and was not received?",
    ),
    (
        "pre-financing-outside-the-period",
        "Which pre-financing is due where the programme was adopted on a day outside 2021 to 2027?",
    ),
    ("programme-of-the-other-operation", "Is the other operation of that id one of the same programme?"),
    ("rate-of-no-hours", "Which rate do documents give whose hours are none?"),
    ("row-of-the-advances", "Of which rows of the application are the advances of State aid?"),
    (
        "site-of-the-beneficiary",
        "Does the beneficiary have a website or an account on social media on which to describe the operation?",
    ),
    (
        "solidarity-expenditure-from-11-june-2024",
        "Is expenditure on a solidarity action eligible before there is a rate?",
    ),
    ("status-of-another-operation", "Was the other operation refused? Its status is not stated."),
    ("stays-longer-under-state-aid", "How long do the rules on State aid have an investment stay?"),
    ("tax-in-the-eligible-cost", "Is the tax in a part of the costs whose total includes it?"),
    ("total-with-the-tax", "What does the total come to with the tax, which is stated without it?"),
    (
        "type-of-the-item",
        "Of which of the operation's types of intervention is the item? They count from different days.",
    ),
    (
        "type-that-the-programme-lacks",
        "From when does a type of intervention count that the programme does not have?",
    ),
    (
        "unpaid-under-a-condition",
        "How much less is paid because of the expenditure under an enabling condition that is not fulfilled?",
    ),
    (
        "version-that-was-not-decided",
        "From when does a type of intervention count that a version brought in which none of the decisions approved?",
    ),
    ("what-a-unit-cost-or-lump-sum-is-of", "Which costs does the unit cost or lump sum pay for?"),
    ("whose-tax-it-is", "Whose tax is it? One of those who take part can recover it, and another cannot."),
];

#[cfg(test)]
mod tests {
    use super::{QUESTIONS, in_words};

    #[test]
    fn every_question_stands_once_and_in_order() {
        assert!(QUESTIONS.is_sorted_by(|(a, _), (b, _)| a < b));
        assert!(
            QUESTIONS.iter().all(|(id, question)| question.contains('?') && in_words(id) == Some(question))
        );
        assert_eq!(in_words("greenland"), None, "it is a call's");
    }
}
