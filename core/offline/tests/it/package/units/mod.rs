//! Units and what they become, each by hand.

mod attributes;
mod collecting;
mod entities;
mod hostile;
mod microflows;
mod parts;
