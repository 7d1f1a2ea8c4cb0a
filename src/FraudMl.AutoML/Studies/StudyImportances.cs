namespace FraudMl;

/// <summary>Says which parameters matter.</summary>
public static class StudyImportances
{
    extension(StudyHistory history)
    {
        /// <summary>Returns how much each parameter decides whether a trial is among the best tenth, most important first.</summary>
        /// <remarks>
        /// PED-ANOVA (Watanabe, Bansal and Hutter, IJCAI 2023), of the trials that completed. A parameter that exists for a choice only
        /// counts by how often that was taken. Shares of few trials are noise: below about 50, look at the charts.
        /// </remarks>
        /// <param name="objective">The objective, from 0.</param>
        /// <exception cref="FraudMlException">Thrown when there is no such objective.</exception>
        public IReadOnlyList<ParameterImportance> Importances(int objective = 0) =>
            objective >= 0 && objective < history.Objectives.Count
                ? PedAnova.Of(history, objective)
                : throw new FraudMlException(
                    $"The study has {history.Objectives.Count} objectives, counted from 0. Got {objective} instead.");
    }
}
