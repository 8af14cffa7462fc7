//! Comparing what is named with a list.

/// How many of what is named are on a list; all of them where the list is open.
pub(crate) fn named<T>(named: &[T], list: &[T], same: impl Fn(&T, &T) -> bool) -> u32 {
    let on_list = |item: &&T| list.is_empty() || list.iter().any(|other| same(item, other));
    let mut seen: Vec<&T> = Vec::new();
    for item in named.iter().filter(on_list) {
        if !seen.iter().any(|other| same(item, other)) {
            seen.push(item);
        }
    }
    u32::try_from(seen.len()).unwrap_or(u32::MAX)
}
