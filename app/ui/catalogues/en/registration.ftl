### Registering: what is chosen, what is claimed, what is agreed to.

login-mixed-scripts = Write the user name in one alphabet only: letters of several alphabets look alike
login-looks-alike = These letters look like those of another alphabet. Add a letter that exists only in yours, or write the name in Latin letters
login-reserved = This name could be taken for that of an office. Choose another one
login-taken-free = Somebody else has this user name. Free at the moment: { $names }
