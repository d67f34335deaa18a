//! The guide lists the rules as they are.

use mendix_deploy_offline::checks::policy::policy_rules;

#[test]
fn the_guide_lists_every_rule_as_it_is() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/guide/policy.md");
    let guide = std::fs::read_to_string(path).unwrap();
    let rows: Vec<&str> = guide
        .lines()
        .filter(|line| line.starts_with("| `MX-"))
        .collect();
    let rules = policy_rules();
    assert_eq!(rows.len(), rules.len());
    let cell = |text: &str| text.replace('|', "\\|");
    for (row, rule) in rows.iter().zip(&rules) {
        let wanted = format!(
            "| `{}` | {} | {} | {} | {} | {} |",
            rule.id,
            rule.severity,
            cell(&rule.message),
            cell(&rule.remedy),
            cell(&rule.reads),
            cell(&rule.note)
        );
        assert_eq!(*row, wanted);
    }
    assert!(guide.contains(&format!("{} rules", rules.len())));
}
