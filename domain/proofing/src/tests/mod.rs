mod applications;
mod calendars;
mod levels;
mod passcodes;
mod register;
mod register_drawn;
