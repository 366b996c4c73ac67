"""The servers of a district, started for tests: on the loopback interface, on data that is thrown away afterwards."""
