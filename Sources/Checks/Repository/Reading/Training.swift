internal import Documents
internal import Readiness

extension Repository {
  /// Where models are trained: the call, in a module or notebook that is neither test nor example.
  var training: [Place] {
    memory.training.value {
      let calls = [
        "fit", "fit_generator", "train", "train_model", "fine_tune", "fit_transform",
        "TrainingStep", "create_training_job", "CustomTrainingJob", "CustomContainerTrainingJob",
      ]
      return python.filter { !$0.isTest && !$0.file.isExample }.compactMap { module in
        module.place(callingAny: calls).flatMap { module.onlyLooks ? nil : $0 }
      }
    }
  }

  /// Where models are trained in R: a call by a package for models, other than in tests and examples.
  var trainingInR: [Place] {
    memory.trainingInR.value {
      let call =
        #/^[^#]*\b(lgb\.train|lightgbm|xgb\.train|xgb\.cv|xgboost|randomForest|ranger|caret::train|fit_resamples|last_fit|tune_grid|cv\.glmnet|glmnet|gbm|h2o\.automl|parsnip::fit|fit)\(/#
      let packages =
        #/\b(library|require|use_package|box::use)\(?["']?(tidymodels|parsnip|caret|lightgbm|bonsai|xgboost|ranger|randomForest|glmnet|mlr3|h2o|gbm|lightsnip)\b|\b(parsnip|workflows|caret|lightgbm|xgboost|ranger|glmnet|lightsnip)::/#
      let files = tracked { file in
        ["r", "rmd", "qmd"].contains(file.suffix.lowercased()) && !file.isTest && !file.isExample
          && !file.folders.contains { ["renv", "packrat"].contains($0) }
      }
      return files.compactMap { file -> Place? in
        guard let text = passingText(of: file.path), text.contains(packages) else { return nil }
        return place(in: file.path) { $0.contains(call) }
      }
    }
  }

  /// Files that test something, in any language, other than the load that a service bears.
  var tests: [File] {
    tracked { file in
      file.isCode
        && !file.path.lowercased().contains(#/locust|load[_-]?test|stress[_-]?test|\bk6\b/#)
        && (file.isTest || file.name.lowercased().contains("test")
          || file.folders.contains { $0.lowercased().contains("test") })
        && (!file.isTest || isTest(file))
    }
  }

  /// Whether a file is a test, by its name and, of Python, by what it holds.
  func isTest(_ file: File) -> Bool {
    guard file.suffix == "py" else { return file.isTest }
    return memory.pythonTests.value { Set(python.filter(\.isTest).map(\.file.path)) }
      .contains(file.path)
  }

  /// Whether at least half of the code that may train is in the languages that are read here.
  var isMostlyRead: Bool {
    memory.isMostlyRead.value {
      let code = tracked { !$0.isExample }.map { $0.suffix.lowercased() }
      let read = code.count { ["py", "ipynb", "r", "rmd", "qmd"].contains($0) }
      let others = code.count {
        ["go", "java", "kt", "scala", "rs", "swift", "c", "cc", "cpp", "cs", "jl"].contains($0)
      }
      return read >= others
    }
  }
}

extension PythonModule {
  /// Whether it is about pictures and imports nothing that learns: what it fits are shapes.
  fileprivate var onlyLooks: Bool {
    place(importing: ["cv2"]) != nil
      && place(importing: [
        "sklearn", "torch", "tensorflow", "keras", "xgboost", "lightgbm", "catboost",
        "transformers",
        "pytorch_lightning", "lightning", "fastai", "jax", "flax", "ultralytics", "statsmodels",
      ]) == nil
  }
}
