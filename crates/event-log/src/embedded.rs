//! The embedded backend: both streams in one fjall database.
//!
//! One thread writes ([`writer`]); everything else reads, in bounded pieces. From the disk up:
//! [`codec`] and the other row formats, [`storage`], [`reader`]; [`command`]s to the [`writer`],
//! which decides them in a [`draft`]; what handles share ([`shared`]) and the [`stream`] they
//! stand for; then the [`consumer`] with its pure [`progress`], its [`worker`]s (what they take: [`taking`];
//! what they answer: [`receipt`]) and [`dead_letters`];
//! at last [`open`]ing, [`purge`], [`backup`] and the [`import`] of another log.

mod backup;
mod codec;
mod command;
mod consumer;
mod consumer_row;
mod dead_letter_row;
mod dead_letters;
mod draft;
mod import;
mod open;
mod progress;
mod purge;
mod reader;
mod receipt;
mod shared;
mod storage;
mod stream;
mod taking;
mod worker;
mod writer;

pub(crate) use import::import;
pub(crate) use open::Running;
pub(crate) use receipt::Receipt;
pub(crate) use shared::Shared;
pub(crate) use stream::Stream;
pub(crate) use worker::Worker;
