//! Exemptions, rules of the team, the day.
