"""Files that are broken or made to do harm, and the means to read them within bounds."""
