mod layout;
mod organization;
mod problem;
mod read;
mod revision;
mod server;
mod splice;
mod time;
