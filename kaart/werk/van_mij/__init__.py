"""Van mij: everything somebody keeps, made, drafted, proposed or brought in, fresh ones too."""
