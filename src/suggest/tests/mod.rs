mod learning;
mod reading;
mod suggesting;
