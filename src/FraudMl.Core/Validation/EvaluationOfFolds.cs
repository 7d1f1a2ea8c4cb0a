namespace FraudMl;

/// <summary>Compares cross-validations.</summary>
public static class EvaluationOfFolds
{
    extension(Evaluation)
    {
        /// <summary>Compares two cross-validations over the same folds, by their out-of-fold rows and fold by fold.</summary>
        /// <param name="a">The first pipeline's report.</param>
        /// <param name="b">The second pipeline's report.</param>
        /// <param name="options">Draws and names.</param>
        /// <exception cref="FraudMlException">Thrown when the folds differ.</exception>
        public static Comparison Compare(CrossValidationReport a, CrossValidationReport b, ComparisonOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(a);
            ArgumentNullException.ThrowIfNull(b);
            if (a.OutOfFold.Count == 0 || b.OutOfFold.Count == 0)
                throw new FraudMlException("The scores of a cross-validation were not kept by the journal that it comes from. Run its "
                    + "pipeline again by CrossValidate, with the trial's seed.");
            if (a.Folds.Count != b.Folds.Count || a.Folds.Zip(b.Folds)
                .Any(pair => !pair.First.Rows.Labels.SequenceEqual(pair.Second.Rows.Labels)))
                throw new FraudMlException(
                    "The cross-validations were made over different folds. Compare reports of the same data, fold scheme and seed.");
            double[] differences = [.. a.Folds.Zip(b.Folds,
                (first, second) => first[Metrics.AveragePrecision] - second[Metrics.AveragePrecision])];
            var folds = CorrectedTTest.Of(differences, a.Folds.Average(fold => fold.TrainingRowCount),
                a.Folds.Average(fold => fold.ValidationRowCount));
            options ??= new();
            return Evaluation.Compare(a.OutOfFold, b.OutOfFold, folds,
                options with { NameA = options.NameA ?? a.Pipeline, NameB = options.NameB ?? b.Pipeline });
        }
    }
}
