//! Values whose JSON leaves out what does not apply: formats that do not name fields hold them as the text of it.

use std::borrow::Cow;

use serde::de::{self, Deserialize, DeserializeOwned, Deserializer};
use serde::ser::{self, Serialize, Serializer};

/// Writes the value, or the text of its JSON in a format that is not for people.
pub(crate) fn serialize<T: Serialize, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    if serializer.is_human_readable() {
        return value.serialize(serializer);
    }
    let text = serde_json::to_string(value).map_err(ser::Error::custom)?;
    serializer.serialize_str(&text)
}

/// Reads what [`serialize`] writes.
pub(crate) fn deserialize<'de, T: DeserializeOwned, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    if deserializer.is_human_readable() {
        return T::deserialize(deserializer);
    }
    let text = Cow::<'de, str>::deserialize(deserializer)?;
    serde_json::from_str(&text).map_err(de::Error::custom)
}
