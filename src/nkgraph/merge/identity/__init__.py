"""Who is who: codes through the crosswalk, names as proposals that somebody accepts or rejects."""
