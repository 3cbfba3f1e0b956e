"""Writers that turn the plain sources of the sample reports into real file formats."""
