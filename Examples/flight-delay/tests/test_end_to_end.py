from sklearn.metrics import roc_auc_score

from flight_delay import features, model, predict, tables, train


def test_a_model_trained_on_2000_flights_ranks_the_next_month(arrived, training):
    small = tables.sample("end to end", training, 2000)
    fitted = model.export(train.fit(small, features.FEATURES), "0.0.1", {})

    april = features.between(arrived, "2013-04-01", "2013-04-30")
    log = predict.predictions(april, fitted)

    assert len(log) == len(april)
    assert set(log["model_version"]) == {"0.0.1"}
    late = features.late(april).loc[log.index]
    assert roc_auc_score(late, log["p_late"].astype(float)) > 0.85


def test_training_twice_gives_the_same_file(training):
    small = tables.sample("end to end", training, 2000)
    first, second = (model.to_bytes(train.train(small, "2.0.0")) for _ in range(2))
    assert first == second
