"""The parts of Rasa that took most of a turn's time, made to cost little and the same however long the talk.

Each stands in for one class of Rasa's and gives what that gives; tests compare the two.
"""
