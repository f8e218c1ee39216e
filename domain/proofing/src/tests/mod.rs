mod applications;
mod calendars;
mod levels;
mod passcodes;
mod register;
