namespace FraudMl;

/// <summary>Adds blends of learners to the catalogue of trainers.</summary>
public static class BlendsCatalog
{
    extension(Trainers)
    {
        /// <summary>Returns the mean of learners' margins, weighted if weights are given.</summary>
        /// <param name="members">The learners.</param>
        /// <param name="options">The options.</param>
        public static ITrainer Average(IReadOnlyList<ITrainer> members, AverageOptions? options = null) =>
            new AverageTrainer(BlendTrainer.Checked(members), options ?? new AverageOptions());

        /// <summary>Returns the mean of learners' ranks, for learners whose margins have different units; it trains each
        /// member 1 + folds times.</summary>
        /// <param name="members">The learners.</param>
        /// <param name="options">The options.</param>
        public static ITrainer RankAverage(IReadOnlyList<ITrainer> members, RankAverageOptions? options = null) =>
            new RankAverageTrainer(BlendTrainer.Checked(members), options ?? new RankAverageOptions());

        /// <summary>Returns a logistic regression over learners' out-of-fold margins; it trains each member 1 + folds times.</summary>
        /// <param name="members">The learners.</param>
        /// <param name="options">The options.</param>
        public static ITrainer Stack(IReadOnlyList<ITrainer> members, StackOptions? options = null) =>
            new StackTrainer(BlendTrainer.Checked(members), options ?? new StackOptions());

        /// <summary>Returns the mean of the learners, some of them several times, that does best on out-of-fold scores
        /// (Caruana et al. 2004).</summary>
        /// <param name="members">The learners to choose from.</param>
        /// <param name="options">The options.</param>
        public static ITrainer GreedySelection(IReadOnlyList<ITrainer> members, GreedySelectionOptions? options = null) =>
            new GreedySelectionTrainer(BlendTrainer.Checked(members), options ?? new GreedySelectionOptions());
    }
}
