SELECT target, since FROM operator_pauses
