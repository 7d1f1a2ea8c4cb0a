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
            var features = new float[1024 * model.Features.Count];
            model.Score(rows, (block, _, probabilities) =>
            {
                model.Gather(block, features);
                for (int row = 0; row < block.RowCount; row++)
                    explanations.Add(model.Explainer.Explain(block, row, features.AsSpan(row * model.Features.Count, model.Features.Count), probabilities[row], top));
            });
            return explanations;
        }

        /// <summary>Returns why a transaction gets its score.</summary>
        /// <param name="row">The inputs by name: numbers, texts and times; an input that is left out or null is missing.</param>
        /// <param name="top">The most reasons, at least 1. Default 5.</param>
        /// <exception cref="FraudMlException">Thrown when the model has no exact explanation, or a value is not of its input's kind.</exception>
        public Explanation Explain(IReadOnlyDictionary<string, object?> row, int top = 5)
        {
            ArgumentNullException.ThrowIfNull(row);
            using ScoringRows rows = model.OpenRows(1);
            for (int input = 0; input < model.Inputs.Count; input++)
            {
                if (row.TryGetValue(model.Inputs[input].Name, out object? value) && value is not null) RowValues.Set(rows, input, model.Inputs[input], value);
            }
            rows.Score();
            return rows.Explain(0, top);
        }
    }

    extension(ScoringRows rows)
    {
        /// <summary>Returns why a row got its score, after <see cref="ScoringRows.Score"/>.</summary>
        /// <param name="row">The row, from 0.</param>
        /// <param name="top">The most reasons, at least 1. Default 5.</param>
        /// <exception cref="FraudMlException">Thrown when the model has no exact explanation.</exception>
        public Explanation Explain(int row, int top = 5)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
            int count = rows.Model.Features.Count;
            return rows.Model.Explainer.Explain(rows.Block, row, rows.Features().Slice(row * count, count), rows.Probabilities[row], top);
        }
    }
}
