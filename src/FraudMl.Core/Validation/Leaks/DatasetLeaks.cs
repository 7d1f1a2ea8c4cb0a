namespace FraudMl;

/// <summary>Looks for leaks between datasets.</summary>
public static class DatasetLeaks
{
    extension(Dataset data)
    {
        /// <summary>Looks for leaks from this training set into a validation or test set.</summary>
        /// <remarks>
        /// It reports rows that stand in both (all features, keys and times equal; window features are not
        /// compared), entities that should not, labels used before their delay by training rows or by windows, and features of this set
        /// with a ROC-AUC that only the label has.
        /// </remarks>
        /// <param name="validation">The other side.</param>
        /// <param name="options">Entities, label delay and the suspicious ROC-AUC.</param>
        /// <exception cref="FraudMlException">Thrown when an option breaks its rule or a column is missing.</exception>
        public LeakReport LeaksInto(Dataset validation, LeakOptions? options = null)
        {
            options ??= new LeakOptions();
            options.Validate();
            return new LeakReport([.. LeakGuard.OfFeatures(data, options), .. LeakGuard.Between(data, validation, options, null)]);
        }

        /// <summary>Looks for leaks between the sides of every fold; features are looked at once, over all rows.</summary>
        /// <param name="folds">The scheme.</param>
        /// <param name="options">Entities, label delay and the suspicious ROC-AUC.</param>
        /// <exception cref="FraudMlException">Thrown when an option breaks its rule, a column is missing or the data does not
        /// do for the scheme.</exception>
        public LeakReport LeaksIn(IFolds folds, LeakOptions? options = null)
        {
            options ??= new LeakOptions();
            options.Validate();
            var leaks = new List<Leak>(LeakGuard.OfFeatures(data, options));
            foreach ((int index, Fold fold) in folds.Split(FoldInput.Of(data)).Index())
                leaks.AddRange(LeakGuard.Between(data.Take(fold.TrainingRows), data.Take(fold.ValidationRows), options, index));
            return new LeakReport(leaks);
        }
    }
}
