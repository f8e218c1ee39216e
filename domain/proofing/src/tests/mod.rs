mod applications;
mod calendars;
mod faces;
mod levels;
mod passcodes;
mod register;
mod register_drawn;
mod validity;
