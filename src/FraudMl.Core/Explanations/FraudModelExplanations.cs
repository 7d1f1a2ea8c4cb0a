using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace FraudMl;

/// <summary>Explains scores by exact Shapley values.</summary>
public static class FraudModelExplanations
{
    private static readonly ConditionalWeakTable<FraudModel, RowExplainer> Explainers = [];

    extension(FraudModel model)
    {
        internal RowExplainer Explainer => Explainers.GetValue(model, static model => new RowExplainer(model));

        /// <summary>Returns why each row of a dataset got its score: exact Shapley values of the model's log-odds.</summary>
        /// <param name="rows">Rows with the model's input columns.</param>
        /// <param name="top">The most reasons a row, at least 1. Default 5.</param>
        /// <returns>One explanation per row.</returns>
        /// <exception cref="FraudMlException">Thrown when the model has no exact explanation or an input column is missing.</exception>
        public IReadOnlyList<Explanation> Explain(Dataset rows, int top = 5)
        {
            ArgumentNullException.ThrowIfNull(rows);
            ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
            var explanations = new List<Explanation>(rows.RowCount);
            model.ForEachBlock(rows, (session, _) => AddEach(explanations, session, top));
            return explanations;
        }

        /// <summary>Returns why a transaction gets its score.</summary>
        /// <typeparam name="T">The type of the row; its public properties feed the inputs of the same name.</typeparam>
        /// <param name="row">The transaction.</param>
        /// <param name="top">The most reasons, at least 1. Default 5.</param>
        /// <exception cref="FraudMlException">Thrown when the model has no exact explanation, or with every input that is missing
        /// or of another kind.</exception>
        public Explanation Explain<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(T row, int top = 5)
            where T : notnull => model.Bind<T>().Explain(row, top);

        /// <summary>Returns why a transaction gets its score.</summary>
        /// <param name="row">The value of each input by name: a number, text or time, null where it is missing.</param>
        /// <param name="top">The most reasons, at least 1. Default 5.</param>
        /// <exception cref="FraudMlException">Thrown when the model has no exact explanation, or with every input that is missing
        /// or of another kind.</exception>
        [OverloadResolutionPriority(2)]
        public Explanation Explain(IReadOnlyDictionary<string, object?> row, int top = 5)
        {
            ArgumentNullException.ThrowIfNull(row);
            return model.BindNames().Explain(row, top);
        }

        /// <summary>Returns why each transaction gets its score.</summary>
        /// <typeparam name="T">The type of the rows, or a dictionary of values by name.</typeparam>
        /// <param name="rows">The transactions.</param>
        /// <param name="top">The most reasons a row, at least 1. Default 5.</param>
        /// <exception cref="FraudMlException">Thrown when the model has no exact explanation, or with every input that is missing
        /// or of another kind.</exception>
        [OverloadResolutionPriority(1)]
        public IReadOnlyList<Explanation> Explain<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>(
            IEnumerable<T> rows, int top = 5)
            where T : notnull => model.Bind<T>().Explain(rows, top);
    }

    extension<T>(RowBinder<T> binder)
    {
        /// <summary>Returns why a row gets its score.</summary>
        /// <param name="row">The row.</param>
        /// <param name="top">The most reasons, at least 1. Default 5.</param>
        /// <exception cref="FraudMlException">Thrown when the model has no exact explanation, or with every value that does
        /// not fit its input.</exception>
        public Explanation Explain(T row, int top = 5)
        {
            using ScoringSession session = binder.Model.OpenSession(1);
            binder.Score(session, row);
            return session.Explain(0, top);
        }

        /// <summary>Returns why each row gets its score.</summary>
        /// <param name="rows">The rows.</param>
        /// <param name="top">The most reasons a row, at least 1. Default 5.</param>
        /// <exception cref="FraudMlException">Thrown when the model has no exact explanation, or with every value of a row that does
        /// not fit its input.</exception>
        public IReadOnlyList<Explanation> Explain(IEnumerable<T> rows, int top = 5)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
            var explanations = new List<Explanation>();
            binder.ForEachBlock(rows, session => AddEach(explanations, session, top));
            return explanations;
        }
    }

    extension(ScoringSession session)
    {
        /// <summary>Returns why a row got its score, after <see cref="ScoringSession.Score"/>.</summary>
        /// <param name="row">The row, from 0.</param>
        /// <param name="top">The most reasons, at least 1. Default 5.</param>
        /// <exception cref="FraudMlException">Thrown when the model has no exact explanation.</exception>
        public Explanation Explain(int row, int top = 5)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
            SessionBuffers scored = session.Buffers;
            int count = scored.Model.Features.Count;
            return scored.Model.Explainer.Explain(scored.Block, row, scored.Features.Slice(row * count, count),
                scored.Probabilities[row], top);
        }
    }

    private static void AddEach(List<Explanation> explanations, ScoringSession session, int top)
    {
        for (int row = 0; row < session.RowCount; row++) explanations.Add(session.Explain(row, top));
    }
}
