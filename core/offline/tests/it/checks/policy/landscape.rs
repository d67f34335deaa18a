//! A landscape held against the policy.
