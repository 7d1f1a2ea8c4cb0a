namespace FraudMl.Training;

/// <summary>What training rows add to a linear model that came near logistic regression and stopped.</summary>
public static class LinearTraining
{
    extension(LinearModel model)
    {
        /// <summary>
        /// Returns the logistic regression of the options, found by L-BFGS from this model; near the end that takes few passes over the
        /// rows.
        /// </summary>
        /// <param name="data">The training rows; their features are finite.</param>
        /// <param name="options">Penalties, scaling and when to stop.</param>
        /// <param name="context">Threads and cancellation.</param>
        public LinearModel RefinedOn(TrainingData data, LogisticRegressionOptions options, TrainingContext context)
        {
            FeatureScaling? scaling = options.Standardize ? FeatureScaling.Of(data) : null;
            double[]? start = [.. model.Weights, model.Bias];
            start = start.All(double.IsFinite) ? scaling?.Unfolded(start) ?? start : null;
            var objective = new LogisticObjective(data, scaling, options.L2, curved: false, context);
            double[] solution = new LogisticLbfgs(objective, options.L1).Fit(options.Tolerance, options.MaximumIterationCount, start);
            return LogisticRegressionTrainer.Model(solution, scaling);
        }
    }
}
