import type { Rule } from "../rule";

const predicts = ["predict", "predict_*", "forecast", "decision_function", "fit_predict"] as const;

/** A library of models that are trained on tables or series; `engine` is what computes them. */
const trained = (library: string, engine: string, make: readonly string[], more: Partial<Rule> = {}): Rule => ({
  library,
  engine,
  task: "classic-ml",
  make,
  run: predicts,
  ...more,
});
const file = { at: 0, names: ["path", "filename", "file"] };

/** Forecasts, recommendations and further libraries of classic machine learning. */
export const forecasting: readonly Rule[] = [
  trained("statsmodels", "statsmodels", ["statsmodels.**"], { run: ["predict", "forecast", "get_forecast", "get_prediction", "simulate"] }),
  trained("pmdarima", "statsmodels", ["pmdarima.auto_arima", "pmdarima.arima.auto_arima", "pmdarima.**ARIMA", "pmdarima.pipeline.Pipeline"]),
  trained("prophet", "prophet", ["fbprophet.Prophet", "fbprophet.serialize.model_from_json"], { run: ["predict"] }),
  trained("neuralprophet", "torch", ["neuralprophet.NeuralProphet", "neuralprophet.load", "neuralprophet.utils.load"], { run: ["predict"] }),
  trained("darts", "darts", ["darts.models.*", "darts.models.*.load", "darts.models.**.load_from_checkpoint", "darts.models.forecasting.**"], {
    run: ["predict", "historical_forecasts"],
  }),
  trained("sktime", "scikit-learn", ["sktime.**"]),
  trained("aeon", "scikit-learn", ["aeon.**"]),
  trained("statsforecast", "statsforecast", ["statsforecast.StatsForecast", "statsforecast.core.StatsForecast"], { run: ["predict", "forecast"] }),
  trained("mlforecast", "scikit-learn", ["mlforecast.MLForecast", "mlforecast.MLForecast.load"], { run: ["predict"] }),
  trained("neuralforecast", "torch", ["neuralforecast.NeuralForecast", "neuralforecast.NeuralForecast.load"], { run: ["predict"] }),
  // networks that were trained beforehand
  trained("chronos-forecasting", "torch", ["chronos.*.from_pretrained"], {
    task: "other",
    model: { at: 0, names: ["pretrained_model_name_or_path"] },
    run: ["predict", "predict_quantiles", "predict_df"],
    runOther: { embed: "embedding" },
  }),
  trained("timesfm", "torch", ["timesfm.TimesFm", "timesfm.TimesFM*.from_pretrained"], {
    task: "other",
    model: { at: 0, names: ["checkpoint", "pretrained_model_name_or_path"] },
    run: ["forecast", "forecast_on_df", "forecast_with_covariates"],
  }),
  trained("timesfm", "torch", ["timesfm.TimesFmCheckpoint"], { task: "other", model: { names: ["huggingface_repo_id", "path"] }, run: [] }),
  // which model answers where none is named depends on the version of the package
  trained("nixtla", "nixtla", ["nixtla.NixtlaClient", "nixtla.TimeGPT"], {
    task: "other",
    modelOfRun: { names: ["model"] },
    run: ["forecast", "detect_anomalies*", "cross_validation"],
  }),
  trained("pytorch-forecasting", "torch", ["pytorch_forecasting.*.load_from_checkpoint", "pytorch_forecasting.models.**.load_from_checkpoint"], {
    model: { at: 0, names: ["checkpoint_path"] },
    run: ["predict", "__call__"],
  }),
  trained("gluonts", "gluonts", ["gluonts.model.predictor.Predictor.deserialize"], { model: file, run: ["predict"] }),
  trained("tabpfn", "torch", ["tabpfn.TabPFN*"]),
  trained("pytorch-tabnet", "torch", ["pytorch_tabnet.**TabNet*"]),
  trained("flaml", "scikit-learn", ["flaml.AutoML", "flaml.automl.AutoML"]),
  trained("tpot", "scikit-learn", ["tpot.TPOT*"]),
  trained("mljar-supervised", "scikit-learn", ["supervised.AutoML", "supervised.automl.AutoML"]),
  trained("ludwig", "torch", ["ludwig.api.LudwigModel.load"], { model: { at: 0, names: ["model_dir"] }, run: ["predict"] }),
  trained("ydf", "ydf", ["ydf.load_model"], { model: { at: 0, names: ["directory"] }, run: ["predict"] }),
  trained("imbalanced-learn", "scikit-learn", ["imblearn.pipeline.*", "imblearn.ensemble.*"]),
  trained("sklearn-crfsuite", "crfsuite", ["sklearn_crfsuite.CRF"], { run: ["predict", "predict_*"] }),
  trained("python-crfsuite", "crfsuite", ["pycrfsuite.Tagger"], { run: ["tag"] }),
  trained("hmmlearn", "scikit-learn", ["hmmlearn.**"], { run: ["predict", "predict_proba", "decode", "score"] }),
  trained("ngboost", "scikit-learn", ["ngboost.NGB*"], { run: ["predict", "predict_proba", "pred_dist"] }),
  trained("interpret", "scikit-learn", ["interpret.glassbox.*"], { run: ["predict", "predict_proba"] }),
  trained("skorch", "torch", ["skorch.NeuralNet*", "skorch.**.NeuralNet*"], { run: ["predict", "predict_proba"] }),
  trained("pyod", "scikit-learn", ["pyod.models.**"]),
  trained("lifelines", "lifelines", ["lifelines.*Fitter"], { run: ["predict*"] }),
  trained("cuml", "cuml", ["cuml.**"]),
  trained("river", "river", ["river.**"], { run: ["predict_one", "predict_proba_one", "score_one", "forecast", "predict_many"] }),
  trained("pypmml", "pmml", ["pypmml.Model.fromFile", "pypmml.Model.load", "pypmml.Model.fromString"], { model: { at: 0 }, run: ["predict"] }),
  trained("pyspark", "spark", ["pyspark.ml.PipelineModel.load", "pyspark.ml.**Model.load"], {
    model: { at: 0, names: ["path"] },
    run: ["transform", "predict"],
  }),
  // recommendations
  trained("implicit", "implicit", ["implicit.*.*", "implicit.cpu.**.load"], { run: ["recommend", "similar_items", "similar_users", "rank_items"] }),
  trained("scikit-surprise", "surprise", ["surprise.*", "surprise.prediction_algorithms.**"], { run: ["predict", "test"] }),
  trained("lightfm", "lightfm", ["lightfm.LightFM"], { run: ["predict", "predict_rank"] }),
];
