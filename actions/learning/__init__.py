"""What the assistant misunderstood, and what is made of it: training lines, regression cases, needs."""
