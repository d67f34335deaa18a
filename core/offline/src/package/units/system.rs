//! The System module, as far as project files need it: they do not have it (package formats, 4.3).

/// Entities of System that have no table; all others have one (verified 5.6 to 10.1).
const NOT_PERSISTABLE: [&str; 11] = [
    "Error",
    "HttpHeader",
    "HttpMessage",
    "HttpRequest",
    "HttpResponse",
    "ODataResponse",
    "Paging",
    "SoapFault",
    "WorkflowActivityDetails",
    "WorkflowCurrentActivity",
    "WorkflowJumpToDetails",
];

/// Whether a qualified name is an entity of System with a table; `None` when it is not of System.
pub(in crate::package) fn is_persistable(name: &str) -> Option<bool> {
    let name = name.strip_prefix("System.")?;
    Some(NOT_PERSISTABLE.binary_search(&name).is_err())
}

#[cfg(test)]
mod tests {
    use super::is_persistable;

    #[test]
    fn the_list_is_sorted_and_used() {
        assert!(super::NOT_PERSISTABLE.is_sorted());
        assert_eq!(is_persistable("System.User"), Some(true));
        assert_eq!(is_persistable("System.HttpMessage"), Some(false));
        assert_eq!(is_persistable("Orders.Error"), None);
    }
}
